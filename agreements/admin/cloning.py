"""Beginning a new agreement as another one is: another of a series, between the same parties."""

from django.urls import reverse

from agreements.models import Agreement, Party

from .storable import is_key_of

PARAMETER = "like"
# The day is another one, and sources speak of the one that they tell of: neither is taken over.
TAKEN_OVER = ("title", "kind", "status", "event_id", "stands_for", "serves_all_sectors")


def pattern_of(request):
    """Return the agreement like which a new one is to begin, None where it is like no other."""
    key = request.GET.get(PARAMETER, "")
    if request.method != "GET" or not key or not is_key_of(Agreement, key):
        return None
    if not hasattr(request, "pattern"):
        request.pattern = Agreement.objects.filter(pk=key).first()
    return request.pattern


def parties_to_copy(request):
    """Return the institutions and roles of the parties that a new agreement begins with."""
    pattern = pattern_of(request)
    if pattern is None:
        return []
    return list(pattern.parties.values("institution", "role"))


class CloningScreen:
    """The screen of agreements, on which a new one may begin with what it shares with another."""

    def get_changeform_initial_data(self, request):
        pattern = pattern_of(request)
        if pattern is None:
            return super().get_changeform_initial_data(request)
        taken_over = {name.removesuffix("_id"): getattr(pattern, name) for name in TAKEN_OVER}
        several = ("sectors", "alliances")
        return taken_over | {
            name: list(getattr(pattern, name).values_list("pk", flat=True)) for name in several
        }

    def render_change_form(self, request, context, *args, **kwargs):
        record = context.get("original")
        if record and self.has_add_permission(request):
            address = reverse("admin:agreements_agreement_add")
            context["clone_address"] = f"{address}?{PARAMETER}={record.pk}"
        return super().render_change_form(request, context, *args, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Show the parties of the other agreement; once sent, they are as if they were typed."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is Party and (parties := parties_to_copy(request)):
            kwargs["initial"] = parties
        return kwargs
