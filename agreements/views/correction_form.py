"""The form by which a reader tells the editors what is wrong, missing or true of a record."""

from uuid import uuid4

from django import forms
from django.core import signing
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.editing.proposals import choices_of, target_of
from agreements.models import Proposal
from agreements.models.plain_text import validate_readable
from agreements.models.web_address import validate_web_address

SALT = "agreements.views.correction"
# In seconds: nobody types so quickly, and what a form shows may be another thing after so long.
QUICKEST, OLDEST = 3, 24 * 60 * 60
# The nouns in whose records bodies take part, or which are bodies: they may confirm what is said.
CONFIRMED = ("agreement", "institution", "alliance", "event", "project")
CONTACT_HELP = ngettext_lazy(
    "An e-mail address or a telephone number. Only editors see it, and it is deleted %(days)s day "
    "after your proposal was settled.",
    "An e-mail address or a telephone number. Only editors see it, and it is deleted %(days)s days "
    "after your proposal was settled.",
    "days",
)
SIGNER = signing.TimestampSigner(salt=SALT)


def contact_help():
    """Return how long a contact is kept, in the language of the page that says it."""
    return str(CONTACT_HELP % {"days": Proposal.CONTACT_IS_KEPT.days})


def longest(name: str) -> int:
    return Proposal._meta.get_field(name).max_length


def text_field(name: str, label: str, help_text: str, **more: object) -> forms.CharField:
    """Return a box for a text of a proposal, which need not be filled in."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest(name),
        validators=[validate_readable],
        error_messages={
            "max_length": _(
                "This text is too long: it has %(show_value)s characters, and %(limit_value)s are "
                "taken at most."
            )
        },
        **more,
    )


class CorrectionForm(forms.Form):
    """What is wrong, what is right, which source says so, and how to answer.

    It carries the time at which it was made, signed, and a box that readers do not see.
    """

    kind = forms.ChoiceField(
        label=_("What you want to say"),
        choices=[
            (Proposal.Kind.CORRECTION, _("Something is wrong or missing")),
            (Proposal.Kind.CONFIRMATION, _("We are a party, or the body itself, and confirm this")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you correct or confirm.")},
    )
    field = forms.ChoiceField(
        label=_("Which value you mean"),
        required=False,
        error_messages={
            "invalid_choice": _("This record has no such value, or has it no longer: choose again.")
        },
    )
    wrong = text_field(
        "wrong",
        _("What is wrong or missing"),
        _("If you confirm: for which body you speak, and in which office."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    right = text_field(
        "right", _("What is right"), _("The value as it should stand here, if you know it.")
    )
    source_url = forms.URLField(
        label=_("Address of a source that says so"),
        help_text=_("A page that everybody can open. Without a source little can be changed."),
        required=False,
        max_length=longest("source_url"),
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("This is no address of a page.")},
    )
    contact = text_field(
        "contact",
        _("How to answer you"),
        lazy(contact_help, str)(),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    # For programs that fill in whatever they find.
    homepage = forms.CharField(
        label=_("Leave this box empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, target):
        self.record = target.record
        noun, address = target.record._meta.model_name, target.record.address
        self._signed = f"{noun}/{address}/"
        super().__init__(data, initial={"kind": Proposal.Kind.CORRECTION, "field": target.name})
        self.fields["token"].initial = self._new_token()
        self.fields["field"].choices = list(choices_of(target))
        if noun not in CONFIRMED:
            del self.fields["kind"]

    def clean_source_url(self):
        address = self.cleaned_data["source_url"]
        if address:
            validate_web_address(address)
        return address

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("wrong") or cleaned.get("right") or self.errors):
            self.add_error("wrong", _("Say what is wrong or missing, or what is right."))
        is_confirmed = cleaned.get("kind") == Proposal.Kind.CONFIRMATION
        if is_confirmed and not (cleaned.get("contact") or cleaned.get("source_url")):
            sentence = _("Say how to reach you, so that the editors can check who confirms.")
            self.add_error("contact", sentence)
        if cleaned.get("homepage"):
            self._change("homepage", "")
            self.add_error(
                None,
                _(
                    "A box that readers do not see was filled in, as programs do. It is empty now: "
                    "send the form again."
                ),
            )
        self._check_time(cleaned.get("token", ""))
        return cleaned

    def _check_time(self, token):
        """Refuse a form that was sent at once, or after a day, or that was made elsewhere."""
        try:
            made = SIGNER.unsign(token, max_age=OLDEST)
        except signing.BadSignature:
            made = ""
        if not made.startswith(self._signed):
            self._change("token", self._new_token())
            sentence = _(
                "This form is older than a day, or was made for another record. Look at what "
                "stands here now, then send it again."
            )
            self.add_error(None, sentence)
        elif _is_younger(token, QUICKEST):
            sentence = _("This came within three seconds. Wait a moment, then send it again.")
            self.add_error(None, sentence)
        self.form_token = made.removeprefix(self._signed)

    def proposal(self, sender: str) -> Proposal:
        """Return what was sent as a Proposal, not saved yet, with what the register says now."""
        sent = self.cleaned_data
        target = target_of(self.record, sent["field"])
        return Proposal(
            noun=self.record._meta.model_name,
            address=self.record.address,
            field=target.field,
            item=target.item and target.item.pk,
            value=target.value,
            kind=sent.get("kind", Proposal.Kind.CORRECTION),
            **{name: sent[name] for name in ("wrong", "right", "source_url", "contact")},
            sender=sender,
            form=self.form_token,
        )

    def _new_token(self):
        return SIGNER.sign(f"{self._signed}{uuid4().hex}")

    def _change(self, name, value):
        """Have the form come back with another value than was sent."""
        self.data = self.data.copy()
        self.data[name] = value


def _is_younger(token: str, seconds: int) -> bool:
    try:
        SIGNER.unsign(token, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True
