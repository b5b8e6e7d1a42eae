-- readers.lua -- results as xarray, pandas and NumPy read them.
--
--   lua5.4 tests/readers.lua out/massc
--
-- Where python3, or the interpreter that $READERS_PYTHON names, has these modules; else it is skipped.
-- To have them:
--
--   python3 -m venv out/readers && out/readers/bin/pip install xarray netCDF4 h5netcdf pandas matplotlib
--   READERS_PYTHON=out/readers/bin/python lua5.4 tests/readers.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.absolute(kit.uses(assert(arg[1], "the program to test")))
local python = os.getenv("READERS_PYTHON") or "python3"
local folder = kit.folder()

local _, missing = kit.run(python .. " -c 'import xarray, netCDF4, pandas, matplotlib, numpy'")
if missing ~= 0 then
  kit.skip("readers", "no Python with xarray, netCDF4, pandas and matplotlib")
else
  local output, code = kit.run(("timeout 300 %s %s %s %s %s"):format(python, kit.uses("tests/readers.py"), massc, folder,
                               kit.uses("models/experiments/oscillator.mass")))
  kit.check(code == 0, "everything is read", output)
  for state, title in output:gmatch("(%l[%l ]*) %- ([^\n]+)") do kit.check(state == "ok", title) end
end
kit.uses("tests/readers.lua")
kit.finish()
