"""Plan -> bytes: what is stale is rendered, the rest remembered; all problems are collected."""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from sitegen.build import reasons
from sitegen.build.apart import Apart, is_worth_it
from sitegen.build.content import content_of
from sitegen.build.digest import Digester, digest_bytes
from sitegen.build.templates import TemplateReads
from sitegen.build.traces import Trace, Traces
from sitegen.images.store import ImageStore
from sitegen.memo import CallMemo
from sitegen.plan.tasks import (
    CleanCopyTask,
    CopyTask,
    DocumentTask,
    PageTask,
)
from sitegen.problems import Outcome, Problem, has_errors
from sitegen.quick_dataclass import dataclass
from sitegen.render.html import HtmlRenderer
from sitegen.render.parts import PartMemo, Parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.build.documents import DocumentRun
    from sitegen.files import FileTree
    from sitegen.model.text import OutPath
    from sitegen.plan.tasks import FileTask, Plan, Task
    from sitegen.progress import Progress
    from sitegen.render.documents import Typesetter
    from sitegen.themes import Theme


@dataclass(frozen=True, slots=True)
class Build:
    """Every file of the output, by path.

    `kept` are those that stand in the output already, with their SHA-256; `traces` say what each
    was made from, and `reasons` why it was made.
    """

    outputs: Mapping[OutPath, bytes]
    kept: Mapping[OutPath, str] = field(default_factory=dict)
    traces: Traces = field(default_factory=Traces)
    reasons: Mapping[OutPath, str] = field(default_factory=dict)


class Made(NamedTuple):
    """An output as it was last made, and what it was made from."""

    task: Task
    reads: object
    content: bytes


@dataclass(slots=True, eq=False)
class RunMemo:
    """What the last run of a process made; each run changes it."""

    setting: object = None
    outputs: dict[OutPath, Made] = field(default_factory=dict)
    parts: CallMemo = field(default_factory=CallMemo)
    """What each publication is in the exports, of which it has one alone and one with others."""
    printed: PartMemo = field(default_factory=PartMemo)
    """What each entry of a long list is on its page."""
    typesetter: Typesetter | None = None
    """What sets documents, with what it last made of them; None before there were any."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an earlier process left: the traces of its build, and which outputs still stand.

    `files` are those that nobody changed, with their SHA-256; `versions` names the programs at
    work now.
    """

    versions: str
    traces: Traces = field(default_factory=Traces)
    files: Mapping[OutPath, str] = field(default_factory=dict)
    lacking: str = reasons.NOTHING_KNOWN
    """Why there are no traces, where there are none."""


def run_plan(
    plan: Plan,
    theme: Theme,
    files: FileTree,
    *,
    memo: RunMemo | None = None,
    images: ImageStore | None = None,
    standing: Standing | None = None,
    digester: Digester | None = None,
    progress: Progress | None = None,
) -> Outcome[Build]:
    """Return every file of the output; without a value when a template fails.

    With the memo of an earlier run, or with what stands in the output, only what is stale is
    rendered; the second needs a digester for the values of the plan. `progress` is told what is
    being done, and how many files are done of how many.

    Problems: those of `HtmlRenderer.render`.
    """
    run = _Run(
        plan,
        theme,
        files,
        memo or RunMemo(),
        images or ImageStore(),
        standing,
        digester or Digester(),
        progress,
    )
    run.make([task for task in plan.tasks if not run.remembers(task)])
    if has_errors(run.problems):
        return Outcome(None, tuple(run.problems))
    return Outcome(run.build(plan), tuple(run.problems))


class _Rendered(NamedTuple):
    """What a second process sends of a file, and the first one makes: as much as marshal knows."""

    content: bytes
    inputs: tuple[int, ...]
    sha256: str


class _Run:
    """One run; it remembers problems and outputs, so a page that fails does not stop it."""

    def __init__(
        self,
        plan: Plan,
        theme: Theme,
        files: FileTree,
        memo: RunMemo,
        images: ImageStore,
        standing: Standing | None,
        digester: Digester,
        progress: Progress | None,
    ) -> None:
        self.problems: list[Problem] = []
        self._files = files
        self._memo = memo
        self._images = images
        self._standing = standing
        self._number = digester.number
        self._reads = TemplateReads(theme, files)
        self._seen = (
            plan.site,
            plan.words,
            theme.layers,
            repr(theme.options),
            plan.assets,
            plan.site_url,
        )
        self._documents: DocumentRun | None = None
        if any(isinstance(task, DocumentTask) for task in plan.tasks):
            from sitegen.build.documents import DocumentRun  # noqa: PLC0415 not every site has any

            self._documents = DocumentRun(theme, files, plan.site_url, memo.typesetter)
            memo.typesetter = self._documents.typesetter
            self.problems += self._documents.font_faults()
        memo.printed.begin(self._seen)
        self._renderer = HtmlRenderer(theme, files, plan, Parts(memo.printed, self._reads))
        self._progress = progress
        self._before = memo.outputs
        memo.parts.begin()
        if memo.setting != self._seen:
            self._before = {
                out: made
                for out, made in memo.outputs.items()
                if not isinstance(made.task, PageTask)
            }
        self._made: dict[OutPath, Made] = {}
        self._kept: dict[OutPath, str] = {}
        self._reasons: dict[OutPath, str] = {}
        self._traces: dict[OutPath, Trace] = {}
        self._inputs: dict[OutPath, tuple[int, ...]] = {}
        self._setting = reasons.setting_of(plan, theme, digester) if standing else {}
        self._is_same_setting = standing is not None and self._setting == standing.traces.setting

    def remembers(self, task: Task) -> bool:
        """Say whether a file is there already, and remember it; note why it is not."""
        known = self._before.get(task.out)
        if (
            known is not None
            and not isinstance(task, DocumentTask)
            and (known.task is task or known.task == task)
            and known.reads == self._reads_of(task)
        ):
            self._made[task.out] = known
            return True
        if self._standing is None:
            return False
        reason = self._stale(task, self._standing)
        if reason:
            self._reasons[task.out] = reason
            return False
        trace = self._standing.traces.outputs[task.out]
        self._kept[task.out] = trace.sha256
        self._traces[task.out] = trace
        return True

    def make(self, tasks: list[Task]) -> None:
        """Make files; documents are set in a thread while the others are rendered."""
        others = [task for task in tasks if not isinstance(task, DocumentTask)]
        if self._documents is not None:
            documents = [task for task in tasks if isinstance(task, DocumentTask)]
            self.problems += self._documents.begin(documents)
        if is_worth_it(len(others)):
            self._make_with_half_apart(others)
        else:
            self._start_documents()
            self._make_all(others, 1)
        for task, made in self._documents.finish() if self._documents is not None else ():
            self.problems += made.problems
            if made.value is not None:
                rendered = self._rendered(task, made.value)
                # What is to be said of it must be said by the next build as well.
                self._take(task, rendered._replace(inputs=()) if made.problems else rendered)

    def _start_documents(self) -> None:
        if self._documents is not None:
            self._documents.start()

    def _make_with_half_apart(self, tasks: list[FileTask]) -> None:
        """Make files, half of them in a second process."""
        theirs = tasks[1::2]
        with Apart.start(theirs, self._render) as apart:
            # Not before: a process is copied without its threads.
            self._start_documents()
            self._make_all(tasks[::2], 2)
            results = apart.results()
            left: list[FileTask] = []
            for task, result in zip_longest(theirs, results):
                if result is None:
                    left.append(task)
                else:
                    self._take(task, _Rendered(*result))
        self._make_all(left, 1)

    def _make_all(self, tasks: list[FileTask], processes: int) -> None:
        total = len(tasks) * processes
        for done, task in enumerate(tasks):
            if self._progress is not None:
                self._progress("Rendering", done * processes, total)
            rendered = self._render(task, self.problems)
            if rendered is not None:
                self._take(task, rendered)

    def _render(self, task: FileTask, problems: list[Problem] | None = None) -> _Rendered | None:
        """Return a file, None when it has a problem."""
        rendered = content_of(task, self._renderer, self._files, self._memo.parts, self._images)
        if problems is not None:
            problems += rendered.problems
        if rendered.value is None or rendered.problems:
            return None
        return self._rendered(task, rendered.value)

    def _rendered(self, task: Task, content: bytes) -> _Rendered:
        if self._standing is None:
            return _Rendered(content, (), "")
        inputs = self._inputs.get(task.out) or self._trace(task)
        return _Rendered(content, inputs, sha256(content).hexdigest())

    def _take(self, task: Task, rendered: _Rendered) -> None:
        known = self._before.get(task.out)
        # What a save left as it was is the very same object for those who compare.
        is_same = known is not None and known.content == rendered.content
        content = known.content if known is not None and is_same else rendered.content
        self._made[task.out] = Made(task, self._reads_of(task), content)
        self._traces[task.out] = Trace(rendered.inputs, rendered.sha256)

    def build(self, plan: Plan) -> Build:
        """Return what was made; remembers it."""
        self._memo.setting = self._seen
        self._memo.outputs = self._made
        self._memo.parts.end()
        self._memo.printed.keep({task.url for task in plan.tasks if isinstance(task, PageTask)})
        made = (task.out for task in plan.tasks if task.out in self._made)
        outputs = {out: self._made[out].content for out in made}
        if self._standing is None:
            return Build(outputs)
        traces = Traces(self._standing.versions, self._setting, self._reads.all(), self._traces)
        return Build(outputs, self._kept, traces, self._reasons)

    def _reads_of(self, task: Task) -> object:
        """Return what a task reads of files besides its inputs."""
        match task:
            case PageTask():
                return self._reads.digest(task.template)
            case CopyTask() | CleanCopyTask():
                return self._files.read_bytes(task.source)
            case _:
                return None

    def _trace(self, task: Task) -> tuple[int, ...]:
        if isinstance(task, (CopyTask, CleanCopyTask)):
            return (digest_bytes(self._files.read_bytes(task.source) or b""),)
        values = [value for _, value in reasons.inputs_of(task)]
        if isinstance(task, DocumentTask) and self._documents is not None:
            values += self._documents.reads(task)
        return tuple([self._number(value) for value in values])

    def _stale(self, task: Task, standing: Standing) -> str:
        """Return why a file must be made, or "" if what stands in the output is right."""
        trace = standing.traces.outputs.get(task.out)
        if trace is None:
            return reasons.new(task) if standing.traces.outputs else standing.lacking
        if isinstance(task, DocumentTask) and not trace.inputs:
            return reasons.WARNED
        if isinstance(task, PageTask):
            if not self._is_same_setting:
                return reasons.setting_changed(standing.traces.setting, self._setting)
            reads = self._reads.of(task.template)
            changed = reasons.templates_changed(standing.traces.templates, reads)
            if changed:
                return changed
        inputs = self._inputs[task.out] = self._trace(task)
        changed = reasons.inputs_changed(task, trace.inputs, inputs)
        is_there = standing.files.get(task.out) == trace.sha256
        return changed or ("" if is_there else reasons.EDITED)
