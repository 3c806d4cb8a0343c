#!/usr/bin/env bash
# A project made by the real git, dvc and gto whose tags hold what makes "was this tag's data pushed?" hard.
# Use: DVC=/path/to/dvc make-case.sh EMPTY_FOLDER
# It makes EMPTY_FOLDER/project (the repository), remote-* beside it (its DVC remotes), and verdicts.tsv: for each tag
# its name, pushed, missing or unknown, and the path and hash at fault.
set -euo pipefail
home=$(cd "$1" && pwd)
dvc_bin=$(command -v "${DVC:-dvc}")
gto_bin=$(dirname "$dvc_bin")/gto
mkdir "$home/settings"
export HOME=$home/settings LC_ALL=C TZ=UTC
export DVC_NO_ANALYTICS=1 DVC_GLOBAL_CONFIG_DIR=$HOME/global DVC_SYSTEM_CONFIG_DIR=$HOME/system DVC_SITE_CACHE_DIR=$HOME/cache
export GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_GLOBAL=$HOME/gitconfig
git config --file "$GIT_CONFIG_GLOBAL" user.name Case
git config --file "$GIT_CONFIG_GLOBAL" user.email case@example.org
git config --file "$GIT_CONFIG_GLOBAL" init.defaultBranch main
git config --file "$GIT_CONFIG_GLOBAL" protocol.file.allow always

seconds=1600000000
later() { seconds=$((seconds + 100)); export GIT_COMMITTER_DATE="@$seconds +0000" GIT_AUTHOR_DATE="@$seconds +0000"; }
dvc() { "$dvc_bin" "$@" --quiet; }
save() { later; git add --all; git commit --quiet --message "$1"; }
mark() { later; git tag --force --annotate --message "$1" "$1" "${2:-HEAD}" > /dev/null; }
verdict() { printf '%s\t%s\t%s\n' "$@" >> "$home/verdicts.tsv"; }
release() { save "$1"; mark "$1"; verdict "$1" "$2" "${3:-}"; }
sum() { printf "$@" | md5sum | cut -d' ' -f1; }
forget() { rm "$home/$1/files/md5/${2:0:2}/${2:2}"; }                      # the bucket loses an object
recorded() { awk -v path="$1" '$2 == "path:" && $3 == path { seen = 1 } $1 == "md5:" && seen { print $2; exit }' dvc.lock; }
turn() { printf 'seed: %s\n' "$1" > params.yaml; dvc repro dvc.yaml; }   # every output gets new content
pushed() { dvc push; }

# Another project, from which this one imports.
mkdir "$home/other"; cd "$home/other"; git init --quiet; dvc init
dvc remote add --default shared ../remote-other
printf 'lookup table\n' > lookup.csv; dvc add lookup.csv; pushed; save other

# 0.9.0: data, and nowhere to push it to.
mkdir "$home/project"; cd "$home/project"; git init --quiet; dvc init
printf 'first rows\n' > rows.csv; dvc add rows.csv
release v0.9.0 unknown 'no default remote'

cat > clean.sh <<'SH'
seed=$(cut -d' ' -f2 params.yaml); mkdir -p table/deep
printf 'same\n' > table/same.csv; printf 'part %s\n' "$seed" > table/part.csv
printf 'accent %s\n' "$seed" > 'table/deep/año x.csv'; : > table/void
SH
cat > learn.sh <<'SH'
seed=$(cut -d' ' -f2 params.yaml)
printf 'weights %s\n' "$seed" > weights.pkl; printf 'temp %s\n' "$seed" > temp.bin; printf 'shadow %s\n' "$seed" > shadow.bin
printf 'text %s\n' "$seed" > log.txt; printf '{"rmse": 0.%s, "per": {"f1": 0.25, "all": [1, 2]}}\n' "$seed" > scores.json
SH
cat > dvc.yaml <<'YAML'
stages:
  clean:
    cmd: sh clean.sh
    deps: [rows.csv]
    params: [seed]
    outs: [table]
  learn:
    cmd: sh learn.sh
    deps: [table]
    outs:
    - weights.pkl
    - temp.bin:
        push: false
    - shadow.bin:
        remote: second
    - log.txt:
        cache: false
    metrics:
    - scores.json:
        cache: false
artifacts:
  churn:
    path: weights.pkl
    type: model
YAML
dvc remote add --default main ../remote-main; dvc remote add second ../remote-second

turn 1; pushed; release v1.0.0 pushed; first=$(git rev-parse HEAD)

turn 2; pushed; lost_weights=$(sum 'weights 2\n'); forget remote-main "$lost_weights"
release v1.0.1 missing "weights.pkl=$lost_weights"; second=$(git rev-parse HEAD)

turn 3; pushed; lost=$(recorded table); forget remote-main "$lost"          # the list of a folder's files
release v1.0.2 missing "table=$lost"

turn 4; pushed; lost=$(sum 'part 4\n'); forget remote-main "$lost"          # one file of a folder
release v1.0.3 missing "table/part.csv=$lost"

turn 5; pushed; lost=$(sum 'shadow 5\n'); forget remote-second "$lost"      # in the output's own remote
release v1.0.4 missing "shadow.bin=$lost"

# Templates, groups and working folders: in the lock the paths are expanded and count from the working folder.
mkdir -p grid/made; printf 'suffix: z\nkinds: [x, y]\n' > grid/params.yaml
cat > grid/dvc.yaml <<'YAML'
vars:
- extra: {label: wide}
stages:
  single:
    wdir: made
    cmd: printf 'kept\n' > ${extra.label}_${suffix}.txt; printf 'above\n' > ../above.bin; printf 'here\n' > ${extra.label}.tmp
    outs:
    - ${extra.label}_${suffix}.txt: {cache: false}
    - ${extra.label}.tmp: {push: false}
    - ../above.bin
  every:
    foreach: ${kinds}
    do:
      cmd: printf 'every %s\n' ${item} > made/every-${item}.bin
      outs: ["made/every-${item}.bin"]
  cross:
    matrix:
      kind: ${kinds}
      size: [1, 2]
    cmd: printf 'cross %s\n' ${item.kind}${item.size} > made/cross-${item.kind}-${item.size}.bin
    outs: ["made/cross-${item.kind}-${item.size}.bin"]
YAML
turn 6; dvc repro grid/dvc.yaml; pushed; lost=$(sum 'cross y2\n'); forget remote-main "$lost"
release v1.0.5 missing "grid/made/cross-y-2.bin=$lost"
sed -i 's/size: \[1, 2\]/size: [1]/' grid/dvc.yaml                          # that output leaves, its entry stays

# Imports are never pushed, url imports are; an ignored file and an output that says "do not push".
printf 'outside\n' > "$home/outside.csv"
dvc import ../other lookup.csv; dvc import-url ../outside.csv outside.csv
mkdir attic; printf 'outs:\n- md5: 11111111111111111111111111111111\n  hash: md5\n  size: 4\n  path: dream\n' > attic/dream.dvc
printf '/attic\n' >> .dvcignore
printf 'private\n' > private.bin; dvc add private.bin; printf '  push: false\n' >> private.bin.dvc
turn 7; pushed; release v1.0.6 pushed

# A DVC project in a folder: other remote, and bytes that the outer remote has do not count.
mkdir inner; (cd inner; dvc init --subdir; dvc remote add --default near ../../remote-inner
  printf 'first rows\n' > copy.bin; dvc add copy.bin; printf 'fine\n' > fine.bin; dvc add fine.bin; pushed
  printf 'artifacts:\n  small: {path: copy.bin}\n' > dvc.yaml)
lost_inner=$(sum 'first rows\n'); forget remote-inner "$lost_inner"
turn 8; pushed; release v1.0.7 missing "inner/copy.bin=$lost_inner"; eighth=$(git rev-parse HEAD)
git rm -rq inner; rm -rf inner

# DVC 2: no "hash:", another place in the remote, and text hashed as if its line ends were LF.
mkdir old; text=$(sum 'one\ntwo\n'); raw=$(sum 'raw\002\n')
mkdir -p ".dvc/cache/${text:0:2}"; printf 'one\ntwo\n' > ".dvc/cache/${text:0:2}/${text:2}"
printf 'outs:\n- md5: %s\n  size: 8\n  path: unix.txt\n' "$text" > old/unix.txt.dvc
printf 'outs:\n- md5: %s\n  size: 10\n  path: dos.txt\n' "$text" > old/dos.txt.dvc
printf 'outs:\n- md5: %s\n  size: 5\n  path: raw.bin\n' "$raw" > old/raw.bin.dvc
printf '/unix.txt\n/dos.txt\n/raw.bin\n' > old/.gitignore
printf 'raw\002\n' > same-raw.bin; dvc add same-raw.bin                      # in the new place, which does not help
turn 9; "$dvc_bin" push --quiet 2> "$home/settings/said" || true
release v1.0.8 missing "old/raw.bin=$raw"
git rm -q old/raw.bin.dvc

# A stage is renamed: its old entry stays in the lock, with hashes that were never pushed.
turn 98; sed -i 's/^  learn:/  fit:/' dvc.yaml; turn 10; pushed
grep -q '^  learn:' dvc.lock; release v1.1.0 pushed

# A stage that never ran.
sed -i 's/^artifacts:/  show:\n    cmd: echo page > page.html\n    outs: [page.html]\nartifacts:/' dvc.yaml
printf 'seed: 11\n' > params.yaml; dvc repro dvc.yaml:fit; pushed
release v1.2.0 unknown 'page.html'

# The remote moves; the earlier tags stay with theirs.
dvc repro dvc.yaml:show; dvc remote modify main url ../remote-moved
turn 12; pushed; release v2.0.0 pushed

# Tags that moved, lightweight ones, and GTO's.
mark latest "$first"; mark latest "$second"; verdict latest missing "weights.pkl=$lost_weights"
git tag snapshot "$first"; verdict snapshot pushed ''
gto() { later; "$gto_bin" "$@" > "$home/settings/said" 2>&1; }
if [ -x "$gto_bin" ]; then
  gto register churn "$first"; gto register churn "$second"; gto assign churn --version v0.0.2 --stage prod
  gto deprecate churn v0.0.1; gto register inner:small "$eighth" --version v1.0.0
else
  mark churn@v0.0.1 "$first"; mark churn@v0.0.2 "$second"; mark 'churn#prod#1' "$second"
  mark 'churn@v0.0.1!' "$first"; mark inner=small@v1.0.0 "$eighth"
fi
verdict churn@v0.0.1 pushed ''; verdict 'churn@v0.0.1!' pushed ''
verdict churn@v0.0.2 missing "weights.pkl=$lost_weights"; verdict 'churn#prod#1' missing "weights.pkl=$lost_weights"
verdict inner=small@v1.0.0 missing "inner/copy.bin=$lost_inner"
[ "$(git tag | sort)" = "$(cut -f1 "$home/verdicts.tsv" | sort)" ]
