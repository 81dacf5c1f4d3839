# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Scans of the market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.scanner import Scanner as ScannerOperations

from ibkr._core import scanning

if TYPE_CHECKING:
    from ibkr_wire.models.scanner import ScannerParams, ScanRequest, ScanResult

    from ibkr._sync._shell import Shell
    from ibkr.model.scans import Scan, ScanHit


class Scanner(ScannerOperations):
    """Operations of the group `scanner`: names are checked, and their list is kept."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def params(self) -> ScannerParams:
        """Everything a scan can be made of. Asked for once: IBKR gives it once in 15 minutes.

        Source: spec/openapi/paths/scanner.yaml, GET /iserver/scanner/params.
        """
        return self._shell.run(scanning.vocabulary(self._shell.desk))

    def run(self, body: ScanRequest | Scan) -> ScanResult:
        """The answer to a scan as IBKR gives it; `find` gives its rows.

        Raises:
            InvalidArgument: a `Scan` names what does not exist; the nearest are given.
        """
        return self._shell.run(scanning.result(body, self._shell.desk))

    def find(self, scan: Scan | ScanRequest) -> list[ScanHit]:
        """The contracts found, best first; at most 50.

        Raises:
            InvalidArgument: a `Scan` names what does not exist; the nearest are given.

        Source: spec/openapi/paths/scanner.yaml, POST /iserver/scanner/run.
        """
        return self._shell.run(scanning.hits(scan, self._shell.desk))
