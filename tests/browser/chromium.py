"""How Chromium is started: by root, without a screen, asking for nothing but the register."""

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright, path):
    """Return the browser at a path, with a profile folder that is new and goes when it ends."""
    return playwright.chromium.launch(executable_path=path, args=OPTIONS, headless=True)
