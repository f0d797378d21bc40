"""The commands. The only place that prints or exits; every slow import waits until it is needed."""

from sitegen.cli.program import cli, main

__all__ = ["cli", "main"]
