"""What machines ask: whether the register can be read, and what whoever keeps it should know."""

from django.db import Error
from django.http import HttpResponse

from agreements.databases import replica
from agreements.operations.condition import look, only_reads


def healthz(_request):
    """Answer 200: the process is alive, whatever its database does."""
    return answer(["ok"], 200)


def readyz(_request):
    """Answer 200 where pages are right, 503 with the reasons otherwise; and what else is amiss.

    Readers may have a replica that answers them while the database itself does not.
    """
    try:
        condition = look()
    except Error:
        if replica.is_set() and only_reads():
            return answer(["database does not answer: its replica answers readers alone"], 200)
        return answer(["database does not answer"], 503)
    told = [*condition.faults, *condition.warnings]
    return answer(told or ["ok"], 503 if condition.faults else 200)


def answer(lines, status):
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, status=status, content_type="text/plain")
