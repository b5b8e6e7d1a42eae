"""Runs all explorations of a file by massc.py and saves their tables: save.py FILE.mass FOLDER"""
import sys

import massc

path, folder = sys.argv[1:]
model = massc.load(path)
for name in model.explorations:
    model.run(name, engine="tcc").save(folder, "csv")
