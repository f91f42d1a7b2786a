// Says aloud to which field a box of choices belongs: the script that draws it tells only its value.
"use strict";
{
  const labelOf = (select) =>
    select.getAttribute("aria-label") || select.labels[0]?.textContent.replace(/:\s*$/, "").trim() || "";

  const tell = (select) => {
    const drawn = select.nextElementSibling;
    const box = drawn?.querySelector(".select2-selection");
    if (!box) return;
    const label = labelOf(select);
    const chosen = [...select.selectedOptions].map((option) => option.text).filter(Boolean);
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", [label, chosen.join("; ")].filter(Boolean).join(": "));
    const value = drawn.querySelector(".select2-selection__rendered");
    value.removeAttribute("aria-readonly");
    for (const element of [value, ...value.querySelectorAll("li")]) element.setAttribute("role", "none");
    for (const typed of drawn.querySelectorAll(".select2-search__field")) typed.setAttribute("aria-label", label);
  };

  const tellAll = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      tell(select);
      django.jQuery(select).on("change", () => setTimeout(() => tell(select)));
    }
  };
  // The boxes are drawn when the page is ready, by a script that was told so before this one.
  addEventListener("load", () => django.jQuery(() => setTimeout(() => tellAll(document))));
  document.addEventListener("formset:added", (event) => setTimeout(() => tellAll(event.target)));
  // The box in which one types is made when it opens.
  document.addEventListener("focusin", ({target}) => {
    if (!target.matches(".select2-search__field") || target.hasAttribute("aria-label")) return;
    const select = document.querySelector(".select2-container--open")?.previousElementSibling;
    if (select) target.setAttribute("aria-label", labelOf(select));
  });
}
