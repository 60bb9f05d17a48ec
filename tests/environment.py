"""What is set for the tests, imported by conftest.py before anything that reads it; benches run without."""

import os

# The engines of the tests live too briefly to earn back what the JVM's second compiler costs.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
# Two threads of one product of matrices would wait for each other while the tests' other process has the core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
