#!/bin/sh
# make engines, make engines-stop: see engines.py. Needs only a Python 3.10 or later.
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
[ -x "$root/.uv/bin/uv" ] && export UV="${UV:-$root/.uv/bin/uv}"
if [ -z "$PYTHON" ]; then
  PYTHON=python3
  [ -x "$root/.venv/bin/python" ] && PYTHON=$root/.venv/bin/python
fi
exec "$PYTHON" "$here/engines.py" "$@"
