#!/usr/bin/env bash
# Makes the sample projects of ./vigia demo anew with the real git, DVC, GTO and MLflow, into src/demo/data.
# Takes a few minutes. The result is the same every time; commit it.
#   DVC_PYTHON=… MLFLOW_PYTHON=… src/demo/make-demo.sh     (default: those that "./vigia test" has installed)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers=${VIGIA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vigia}/peers
dvc_python=${DVC_PYTHON:-$peers/dvc/bin/python}
mlflow_python=${MLFLOW_PYTHON:-$peers/mlflow/bin/python}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/state" "$work/projects" "$work/before" "$work/after"

# Nothing of this machine's own settings gets in, and nothing is left behind on it.
export DVC_NO_ANALYTICS=1 DVC_GLOBAL_CONFIG_DIR=$work/state/global DVC_SYSTEM_CONFIG_DIR=$work/state/system \
  DVC_SITE_CACHE_DIR=$work/state/cache GIT_CONFIG_GLOBAL=$work/state/gitconfig GIT_CONFIG_SYSTEM=/dev/null \
  LC_ALL=C TZ=UTC PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore
printf '[advice]\n\tdetachedHead = false\n[pack]\n\tthreads = 1\n' > "$GIT_CONFIG_GLOBAL"

snapshot() {
  local project name
  for project in "$work"/projects/*/; do
    name=$(basename "$project")
    mkdir -p "$1/$name"
    git -C "$project/repo" bundle create -q "$1/$name/repo.bundle" --all
    cp -r "$project/store" "$project/mlruns" "$1/$name/"
  done
}

"$dvc_python" "$here/make_projects.py" "$work/projects" before > "$work/dvc.log"
"$mlflow_python" "$here/log_runs.py" "$work/projects" before
snapshot "$work/before"
"$dvc_python" "$here/make_projects.py" "$work/projects" later >> "$work/dvc.log"
"$mlflow_python" "$here/log_runs.py" "$work/projects" later
snapshot "$work/after"
rm -rf "$here/data"
python3 "$here/pack.py" "$work/before" "$work/after" "$here/data"
[ -z "${KEEP:-}" ] || cp -r "$work" "$KEEP"
