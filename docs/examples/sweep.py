"""sweep.py -- massc in a Python program: any exploration of any file, its numbers, its files.

    python3 sweep.py FILE.mass NAME FOLDER ["PATH = VALUE"]...
"""
import sys
import massc


def show(progress):
    sys.stderr.write(f"\r{progress.exploration} {100*progress.fraction:3.0f} %")


if len(sys.argv) < 4:
    sys.exit("usage: sweep.py FILE.mass NAME FOLDER [\"PATH = VALUE\"]...")
path, name, folder, *settings = sys.argv[1:]
try:
    model = massc.load(path)
    for setting in settings:
        model.set(setting)
    result = model.run(name, progress=show)
    sys.stderr.write("\n")
    for column in result:
        values = result[column]                 # the library's memory, in the shape of the space
        print(f"{column} [{result.unit(column) or 1}]: {values.min():g} to {values.max():g}")
    result.save(folder, "csv,nc")
except massc.Error as error:
    sys.exit(f"{error}")                        # places, carets, ways out
