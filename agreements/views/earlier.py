"""What pages and data have in common that can tell what the register held on an earlier day."""

from http import HTTPStatus

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import http_date

from agreements.changes.earlier_rows import TooMuchSince
from agreements.changes.history import NotKnown
from agreements.lists import live
from agreements.lists.fields import read_day
from agreements.lists.labels import Labels
from agreements.release.shelf import releases

from .as_of import PARAMETER, end_of
from .data_links import link_header


class Earlier:
    """Makes a page from the register as it was at the end of the day that its address tells.

    Where that cannot be, `refusal` says why; a page that tells no records for that or another
    reason is not `is_told`, and claims no moment.
    """

    refusal = ""
    is_told = True

    @property
    def is_of_now(self):
        return PARAMETER not in self.request.GET

    @cached_property
    def as_of(self):
        """Return the day that the address tells, None where it tells none that has come."""
        days = set(map(read_day, filter(None, self.request.GET.getlist(PARAMETER))))
        day = days.pop() if len(days) == 1 else None
        return day if day and day <= timezone.localdate() else None

    @cached_property
    def moment(self):
        return end_of(self.as_of)

    @cached_property
    def labels(self):
        """Return the Labels of the page: those of now must not tell of an earlier day."""
        return Labels() if self.as_of else live.labels

    @property
    def nearest_release(self):
        """Return the newest release of the day or an earlier one where there is no other answer."""
        if not self.refusal:
            return None
        day = self.as_of.isoformat()
        return next((release for release in releases() if release.day <= day), None)

    def opened(self):
        if self.as_of is None:
            return super().opened()
        try:
            return self.state.enter_context(live.snapshot_and_release(self.moment))
        except (NotKnown, TooMuchSince) as error:
            self.refusal = str(error)
            return super().opened()

    def refuse(self, filterset):
        """Have a filterset tell why there is no answer, where there is none."""
        if self.refusal:
            has_field = PARAMETER in filterset.form.fields
            filterset.form.add_error(PARAMETER if has_field else None, self.refusal)
        self.is_told = filterset.is_valid()

    def made(self, request, *args, **kwargs):
        """Answer as any page does, and say of which moment the answer is (RFC 7089)."""
        response = super().made(request, *args, **kwargs)
        if self.as_of and self.is_told and response.status_code == HTTPStatus.OK:
            response.headers["Memento-Datetime"] = http_date(self.moment.timestamp())
            links = [response.headers.get("Link"), link_header([(self.original(), "original", "")])]
            response.headers["Link"] = ", ".join(filter(None, links))
        return response

    def original(self):
        """Return the absolute address of the same as it is now."""
        parameters = self.request.GET.copy()
        del parameters[PARAMETER]
        query = f"?{parameters.urlencode()}" if parameters else ""
        return self.request.build_absolute_uri(f"{self.request.path}{query}")
