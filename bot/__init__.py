"""The running programme: the only place that wires."""
