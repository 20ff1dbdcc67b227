import { execFileSync } from "node:child_process";

/** Unpacks as Lambda does: with permissions, and links as links. Python's own `zipfile` knows neither. */
const program = `
import json, os, stat, sys, zipfile
found = {}
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.infolist():
        mode = entry.external_attr >> 16
        path = os.path.join(sys.argv[2], entry.filename)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        content = archive.read(entry)
        if stat.S_ISLNK(mode):
            found[entry.filename] = "-> " + content.decode()
            os.symlink(content.decode(), path)
        else:
            found[entry.filename] = stat.filemode(mode)
            with open(path, "wb") as file:
                file.write(content)
            os.chmod(path, mode & 0o777)
print(json.dumps(found))
`;

/**
 * Unpacks a zip into a folder.
 *
 * @returns Path to permissions, as `ls` shows them, or to `-> TARGET` for a link.
 */
export function unpackZip(zip: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const python = process.env["MONOLIFT_TEST_PYTHON"] ?? "python3";
  const said = execFileSync(python, ["-c", program, zip, folder], { encoding: "utf8" });
  return Promise.resolve(JSON.parse(said) as Record<string, string>);
}
