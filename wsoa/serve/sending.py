"""What becomes of a form that was sent: shown as a change, written, or turned back with every word kept."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from wsoa.authoring.refusal import RefusedError
from wsoa.files.write import ChangedError
from wsoa.serve.answers import Answer, Answers
from wsoa.serve.boxes import Misfit
from wsoa.serve.forms import form_view, look_view, stale_view, step_of
from wsoa.serve.looking import form_address
from wsoa.serve.pages import Pages
from wsoa.serve.reporting import NotTakenError, Subject, propose, subject_of
from wsoa.serve.views import FormView, ReportView
from wsoa.serve.workspace import Area

STARTED_ANEW = (
    "The server was started anew since you opened this page. Your words are here: look them over and send "
    "them again."
)
OTHER_CHANGE = "The change is not the one that you saw. Look at it again."
_REFUSED, _CONFLICT, _UNFIT = 403, 409, 422
_TRIES = 3


def sent(pages: Pages, place: str, given: Mapping[str, str], *, trusted: bool) -> Answer:
    """Answer a form. ``trusted`` is True where it holds the token of this server; nothing is written without.

    Raises:
        OSError: a file cannot be read or written; all are as they were.
    """
    for _ in range(_TRIES):
        made = Answers(pages.workspace.look(), pages.read_only)
        area = made.now.areas.get(place)
        if area is None or area.broken:
            why = "The plan cannot be read as it stands, so nothing can be written to it."
            return made.lost(_CONFLICT, "Not written", why, area=area, given=given)
        try:
            form = _Form(made, area, subject_of(area.now, given.get("ref", "")), pages.token, given)
            return form.answer(trusted=trusted)
        except RefusedError as refusal:
            return made.lost(_CONFLICT, "Not written", str(refusal), area=area, given=given)
        except ChangedError:
            # somebody wrote between the look at the file and the moment of writing: look again, write nothing
            given = {**given, "step": "look"}
    why = "The plan's files change all the time, so nothing was written. Try again in a moment."
    return made.lost(_CONFLICT, "Not written", why, area=area, given=given)


class _Form:
    """One form that was sent: what it is about, and what was typed."""

    def __init__(
        self, made: Answers, area: Area, subject: Subject, token: str, given: Mapping[str, str]
    ) -> None:
        self.made, self.area, self.subject, self.token, self.given = made, area, subject, token, given
        self.said = subject.kept(given)
        self.role = given.get("role", "")
        self.step = step_of(area, self.role, subject.item.ref)

    def answer(self, *, trusted: bool) -> Answer:
        """Show the change, write it, or say why not.

        Raises:
            ChangedError: a file was changed since it was read; nothing was written.
        """
        if self.given.get("stamp") != self.subject.text.stamp:
            return self.overtaken(() if trusted else (STARTED_ANEW,))
        if not trusted:
            return self.again(_REFUSED, notes=(STARTED_ANEW,))
        step = self.given.get("step")
        try:
            return (
                self.again(200)
                if step == "change"
                else self.written()
                if step == "write"
                else self.looked_at()
            )
        except NotTakenError as no:
            return self.again(_UNFIT, no.misfits)

    def looked_at(self, notes: tuple[str, ...] = (), status: int = 200) -> Answer:
        """Show the change before it is written."""
        proposal = propose(self.subject, self.said, self.area.day)
        return self._page(status, look_view(self._view(), proposal, notes))

    def written(self) -> Answer:
        """Write the change if it is the one that was shown, and go on."""
        proposal = propose(self.subject, self.said, self.area.day)
        if self.given.get("seen") != proposal.mark:
            return self.looked_at((OTHER_CHANGE,), _CONFLICT)
        proposal.draft.write()
        ref = self.subject.item.ref
        if self.step is None:
            return Answer(303, to=form_address(self.area.place, ref, after=ref))
        mark = "&" if "?" in self.step.after else "?"
        return Answer(303, to=f"{self.step.after}{mark}after={quote(ref, safe='')}")

    def again(self, status: int, misfits: tuple[Misfit, ...] = (), notes: tuple[str, ...] = ()) -> Answer:
        """Give the form back with what was typed, and say what is wrong."""
        return self._page(status, ReportView(self._view(misfits), misfits=misfits, notes=notes))

    def overtaken(self, notes: tuple[str, ...] = ()) -> Answer:
        """Show the item as it was when the form was opened and as it stands now, and keep every word."""
        then = self.given.get("opened", "").replace("\r\n", "\n")
        return self._page(_CONFLICT, stale_view(self._view(), then, self.subject.text, notes))

    def _view(self, misfits: tuple[Misfit, ...] = ()) -> FormView:
        role = self.role if self.step else ""
        return form_view(self.area, self.subject, self.token, self.said, misfits, role=role, step=self.step)

    def _page(self, status: int, view: ReportView) -> Answer:
        return self.made.own("serve/report.html", view, view.window_title, self.area, status, keep=True)
