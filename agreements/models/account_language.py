"""The language in which somebody edits, which follows them to any browser."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.language_paths import OWN_NAMES


class AccountLanguageQuerySet(models.QuerySet):
    """Languages of accounts, in the words of the register."""

    def chosen_by(self, account):
        """Return the code that an account has chosen, None for none that the register speaks."""
        code = self.filter(account=account).values_list("language", flat=True).first()
        return code if code in OWN_NAMES else None


class AccountLanguage(models.Model):
    """Which language the owner of an account has chosen for the screens of editors.

    It is personal: no page, release or history tells it, and it goes with the account.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name=_("account"),
    )
    language = models.CharField(_("language"), max_length=10)

    objects = AccountLanguageQuerySet.as_manager()

    class Meta:
        verbose_name = _("language of an account")
        verbose_name_plural = _("languages of accounts")
        default_permissions = ()

    def __str__(self):
        return OWN_NAMES.get(self.language, self.language)
