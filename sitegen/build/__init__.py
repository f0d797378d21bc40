"""From a plan to the output folder: what is stale is made again, what changed is written."""
