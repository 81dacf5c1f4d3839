# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Groups and portfolio models of an advisor's accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ibkr_wire.resources.synchronous.advisor import Advisor as AdvisorOperations

from ibkr._core import advising

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr_wire.models.advisor import ModelAccounts, ModelPositions, ModelSummary

    from ibkr._sync._shell import Shell
    from ibkr.model.advisors import Group, MethodName


class Advisor(AdvisorOperations):
    """Operations of the group `advisor`, checked before they are sent.

    Orders for a group name it in place of an account.
    """

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def clients(self) -> dict[str, dict[str, Decimal]]:
        """The accounts that orders can be shared out to, with the values they are compared by."""
        return self._shell.run(advising.clients(self._shell.desk))

    def group_names(self) -> list[str]:
        """The names of all groups."""
        return self._shell.run(advising.group_names(self._shell.desk))

    def group_named(self, name: str) -> Group:
        """One group with its accounts.

        Raises:
            InvalidArgument: there is none of that name; the nearest are given.
        """
        return self._shell.run(advising.group_named(name, self._shell.desk))

    def add_group(
        self,
        name: str,
        accounts: Iterable[str] | Mapping[str, Decimal | int | str],
        *,
        method: MethodName = "net_liquidation",
    ) -> None:
        """Make a group. `cash`, `percent`, `ratio` and `shares` need an amount for each account.

        Raises:
            InvalidArgument: the name is taken, an account is not the advisor's, amounts are missing, too
                many, or per cents that are not 100 together.

        Source: spec/openapi/paths/advisor.yaml, POST /iserver/account/allocation/group.
        """
        self._shell.run(advising.add_group(name, accounts, self._shell.desk, method=method))

    def revise_group(
        self,
        name: str,
        accounts: Iterable[str] | Mapping[str, Decimal | int | str],
        *,
        method: MethodName = "net_liquidation",
        rename: str | None = None,
    ) -> None:
        """Give a group other accounts, another method, and another name if one is given."""
        flow = advising.revise_group(name, accounts, self._shell.desk, method=method, rename=rename)
        self._shell.run(flow)

    def drop_group(self, name: str) -> None:
        """Delete a group."""
        self._shell.run(advising.drop_group(name, self._shell.desk))

    def group_rules(self) -> dict[str, Any]:
        """The rules for all groups: `group_rules()["strict_credit_check"]`; methods are words.

        Source: spec/openapi/paths/advisor.yaml, GET /iserver/account/allocation/presets.
        """
        return self._shell.run(advising.group_rules(self._shell.desk))

    def revise_group_rules(self, **changes: Any) -> None:
        """Change rules for all groups; what is not named stays.

        Raises:
            InvalidArgument: there is no such rule, and those that exist are named; or it cannot be that.
        """
        self._shell.run(advising.revise_group_rules(changes, self._shell.desk))

    def model_names(self) -> list[str]:
        """The names of all models."""
        return self._shell.run(advising.model_names(self._shell.desk))

    def model_named(self, name: str) -> ModelSummary:
        """One model in short.

        Raises:
            InvalidArgument: there is none of that name; the nearest are given.
        """
        return self._shell.run(advising.model_named(name, self._shell.desk))

    def positions_of(self, model: str) -> ModelPositions:
        """What a model holds, against its targets."""
        return self._shell.run(advising.positions_of(model, self._shell.desk))

    def accounts_of(self, model: str) -> ModelAccounts:
        """The accounts that are invested in a model."""
        return self._shell.run(advising.accounts_of(model, self._shell.desk))

    def define_model(
        self,
        name: str,
        *,
        positions: Iterable[Mapping[str, Any]] = (),
        cash: Iterable[Mapping[str, Any]] = (),
        description: str = "",
        static: bool = True,
    ) -> None:
        """Make a model, or put other targets in the place of those that it has.

        Args:
            name: of the model.
            positions: targets for contracts, as objects of IBKR, which does not document them.
            cash: targets for currencies, likewise.
            description: the advisor's own words.
            static: keep the targets; False lets them move with the market.

        Raises:
            BadRequest: IBKR refused it.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/save.
        """
        flow = advising.define_model(
            name, self._shell.desk, positions=positions, cash=cash, description=description, static=static
        )
        self._shell.run(flow)

    def model_rules(self) -> dict[str, Any]:
        """The rules for all models: `model_rules()["keep_model_open"]`.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/fa-preset/get.
        """
        return self._shell.run(advising.model_rules(self._shell.desk))

    def revise_model_rules(self, **changes: Any) -> None:
        """Change rules for all models; what is not named stays.

        Raises:
            InvalidArgument: there is no such rule, and those that exist are named; or it cannot be that.
        """
        self._shell.run(advising.revise_model_rules(changes, self._shell.desk))
