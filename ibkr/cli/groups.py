"""Commands below commands: loaded when they are called, with the nearest name for a wrong one."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup

from ibkr.model.nearest import nearest


class Group(TyperGroup):
    """A group that may mean one of its commands where none is named."""

    default: ClassVar[str | None] = None
    """The command that is meant."""
    takes_words: ClassVar[bool] = False
    """Whether a word that is no command belongs to the default one, as in `ibkr history AAPL`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the default command before what is none."""
        if self.default is not None and self._means_default(ctx, args):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def _means_default(self, ctx: Any, args: Sequence[str]) -> bool:
        if not args:
            # A shell that completes what follows is offered every command.
            return not self.takes_words and not ctx.resilient_parsing
        if args[0] in ctx.help_option_names:
            return False
        return args[0].startswith("-") or (self.takes_words and args[0] not in self.list_commands(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called; for a wrong name the nearest ones are told."""
        name = args[0]
        known = name.startswith("-") or name in self.list_commands(ctx)
        if not known and not ctx.resilient_parsing:
            near = nearest(name, self.list_commands(ctx))
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command: {name}.{hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may follow: a command, or an option of the default one."""
        found = super().shell_complete(ctx, incomplete)
        if self.default is None or not incomplete.startswith("-"):
            return found
        meant: Any = self.get_command(ctx, self.default)
        with meant.make_context(self.default, [], parent=ctx, resilient_parsing=True) as below:
            return [*found, *meant.shell_complete(below, incomplete)]


def meaning(default: str, *, takes_words: bool = False) -> type[Group]:
    """A kind of group in which `default` is meant where no command is named."""
    return type("Group", (Group,), {"default": default, "takes_words": takes_words})


class Home(NamedTuple):
    """Where a command lives: a function, or a `typer.Typer` of several."""

    module: str
    name: str
    does: str
    """What help says of it: the first sentence of its own help."""


class LazyGroup(Group):
    """A group whose commands are imported when they are called, so that `ibkr --help` stays quick."""

    homes: ClassVar[Mapping[str, Home]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name, in the order of help."""
        return [*self.homes, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported."""
        home = self.homes.get(cmd_name)
        return super().get_command(ctx, cmd_name) if home is None else load(cmd_name, home)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of help without importing what it is about."""
        rows = [(name, home.does) for name, home in self.homes.items()]
        rows += [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def load(name: str, home: Home) -> Any:
    """The command that lives there, ready to be called."""
    found = getattr(importlib.import_module(home.module), home.name)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        found = alone
    command: Any = typer.main.get_command(found)
    command.name = name
    return command


def nouns(does: str, *, default: str | None = None, takes_words: bool = False) -> typer.Typer:
    """The commands of one noun; `does` is its line of help."""
    return typer.Typer(
        cls=Group if default is None else meaning(default, takes_words=takes_words),
        help=does,
        no_args_is_help=default is None or takes_words,
        add_completion=False,
        # Decorated help loads markdown and highlighting libraries: half of the start-up time, for boxes.
        rich_markup_mode=None,
    )
