// node python.mjs PYODIDE SCRIPT NAME=FOLDER...: runs a Python file in Pyodide, with each folder mounted at /NAME.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [pyodide, script, ...folders] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
for (const [name, folder] of folders.map((each) => each.split('='))) python.mountNodeFS(`/${name}`, folder);
try {
  await python.runPythonAsync(readFileSync(script, 'utf-8'), { filename: script });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.exit(0); // the course's server would go on
