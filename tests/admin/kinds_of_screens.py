"""Each kind of screen that editors have, and where one of its kind is in a register."""

from agreements.editing.disputes import disputes_of
from agreements.models import Agreement, Institution, Source
from tests.admin.forms import change
from tests.factories import ProposalFactory

LIST = "/admin/agreements/agreement/"


def each_screen():
    """Return {name: address} of the screens; one proposal waits after that."""
    agreement, institution = Agreement.objects.get(ref="AG-0001"), Institution.objects.first()
    other = Institution.objects.last()
    proposal = ProposalFactory(
        address=agreement.ref, field="signed_on", source_url="https://news.example/1"
    )
    [dispute, *_others] = disputes_of(agreement)
    return {
        "index": "/admin/",
        "list": LIST,
        "from a source": f"{LIST}from-source/?q=China+Daily",
        "add": f"{LIST}add/",
        "clone": f"{LIST}add/?like={agreement.pk}",
        "agreement": change(agreement),
        "institution": change(institution),
        "source": change(Source.objects.first()),
        "proposals": "/admin/agreements/proposal/",
        "proposal": change(proposal),
        "accept": f"{change(agreement)}?proposal={proposal.pk}",
        "delete": change(institution).replace("change", "delete"),
        "settle": change(agreement).replace("change", f"settle/{dispute.name}"),
        "history": change(agreement).replace("change", "history"),
        "twins": "/admin/agreements/institution/twins/",
        "merge": change(institution).replace("change", "merge") + f"?into={other.pk}",
        "breaks": "/admin/breaks/",
        "new colleague": "/admin/auth/user/add/",
        "second factor": "/admin/second-factor/",
    }
