"""Packs the sample projects: one archive each, with the state before, and what changed later.

usage: pack.py BEFORE AFTER OUTPUT

In an archive: `before/…` all files, `later/…` those that are new or changed later, `later.removed` the paths that
went. Paths of the machine the data was made on are taken out of MLflow's files; the archives are the same every time.
"""
import pathlib
import sys
import zipfile

EPOCH = (2026, 1, 1, 0, 0, 0)


def files(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("mlruns/.trash/.") and "/.git/" not in name:
            content = path.read_bytes()
            if path.name == "meta.yaml":
                content = relative(content)
            found[name] = content
        elif path.is_dir() and not any(path.iterdir()):
            found[name + "/"] = b""
    return found


def relative(content):
    """`artifact_uri: file:///anywhere/mlruns/1/…` becomes `mlruns/1/…`."""
    lines = []
    for line in content.decode().splitlines(keepends=True):
        key, colon, value = line.partition(": ")
        if key in ("artifact_uri", "artifact_location") and "mlruns/" in value:
            line = key + colon + "mlruns/" + value.partition("mlruns/")[2]
        lines.append(line)
    return "".join(lines).encode()


def main():
    before, after, output = map(pathlib.Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    for folder in sorted(before.iterdir()):
        old, new = files(folder), files(after / folder.name)
        entries = {f"before/{name}": content for name, content in old.items()}
        entries |= {f"later/{name}": content for name, content in new.items() if old.get(name) != content}
        # Stands for a checkout, which relative DVC remotes count from.
        entries["before/checkout/"] = b""
        entries["later.removed"] = "".join(f"{name}\n" for name in old if name not in new).encode()
        target = output / f"{folder.name}.zip"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(entries):
                archive.writestr(zipfile.ZipInfo(name, EPOCH), entries[name], zipfile.ZIP_DEFLATED, 9)
        print(f"{target.name}: {len(entries)} files, {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
