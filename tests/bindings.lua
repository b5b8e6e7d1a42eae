-- bindings.lua -- massc.py, and the examples of docs/embedding.md.
--
--   lua5.4 tests/bindings.lua out/massc out/libmassc.so
--
-- Takes Debian's python3 with numpy. What pandas and xarray see is looked at where $READERS_PYTHON names an
-- interpreter that has them (tests/readers.lua).
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.absolute(kit.uses(assert(arg[1], "usage: lua5.4 tests/bindings.lua PROGRAM LIBRARY")))
local library = kit.absolute(kit.uses(assert(arg[2], "usage: lua5.4 tests/bindings.lua PROGRAM LIBRARY")))
local folder = kit.home()

for _, path in ipairs { "tests/bindings.lua", "tests/bindings.py", "generator/library/massc.py", "generator/library/massc.h" } do kit.uses(path) end

-- The first interpreter that has the modules.
local function python_with(modules)
  for _, python in ipairs { os.getenv("READERS_PYTHON") or "python3", "/usr/bin/python3" } do
    local _, code = kit.run(("%s -c 'import %s'"):format(python, modules))
    if code == 0 then return python end
  end
end

local small = kit.write(folder .. "/small.mass", [[
model M
  state x = 1 [mV]
  state y = 2 [nA]
  param a = 1 [seconds]
  param p = 1 [hours]
  x' = -a*x
  y' = p*x*y^2
end
network
  nodes 3
  noise additive with sigma = 0.01
end
simulate euler with dt = 0.1 ms, duration = 2 ms
record x, y every 0.5 ms
observe a_lone = mean(x over node)
record a_lone every 1 ms
observe l = last(x)
observe m = mean(x over time)
explore keys
  noise.key = split(0, 2)
end
explore drawn zip
  a ~ Normal(0, 1) n 4
  p = [0, 1, 2, 1e300]
end
explore trials
  a = [1, 2]
  observe over_trials = mean(m over trial)
  trials 3
end
explore alone
end
]])

local function look(mode, modules, experiments, skip)
  local python = python_with(modules)
  if not python then return kit.skip(skip, "no Python with " .. modules) end
  local output, code = kit.run(("XDG_CACHE_HOME=%s/cache MASSC_LIBRARY=%s timeout 300 %s -B tests/bindings.py %s %s %s %s")
                               :format(folder, library, python, mode, massc, folder, table.concat(experiments, " ")))
  kit.check(code == 0 and output:find("done\n$"), mode .. ": to the end", output)
  for state, title in output:gmatch("(%l[%l ]*) %- ([^\n]+)") do kit.check(state == "ok", mode .. ": " .. title) end
end

local function shipped(...)
  local list = {}
  for _, name in ipairs { ... } do list[#list + 1] = kit.absolute(kit.uses("models/experiments/" .. name .. ".mass")) end
  return list
end

local files = shipped("rww_g_sweep", "rww_explorations", "spaces", "wilson_cowan_hysteresis")
files[#files + 1] = small
look("plain", "ctypes", {}, "massc.py")
look("numbers", "numpy", files, "massc.py with numpy")
local tables = shipped("rww_g_sweep", "rww_explorations", "wilson_cowan_hysteresis", "jansen_rit_network")
tables[#tables + 1] = small
look("labels", "xarray, netCDF4, pandas, numpy", tables, "pandas and xarray")

-- ---- docs/embedding.md ----------------------------------------------------------

local here = kit.absolute(".")
local flags = ("-Wall -Wextra -Wshadow -pedantic -Werror -I%s/generator/library -I%s/docs/examples"):format(here, here)
local against = ("-L%s -lmassc -Wl,-rpath,%s"):format(library:match("^(.*)/"), library:match("^(.*)/"))
local python = python_with("numpy")

-- How an example of a language is run: a line of shell, or nil where something is missing.
local runs = {
  c = function(file) return ("gcc -std=c11 %s %s %s -o %s.out && %s.out"):format(flags, file, against, file, file) end,
  cpp = function(file) return kit.has("g++") and ("g++ -std=c++11 %s %s %s -o %s.out && %s.out"):format(flags, file, against, file, file) end,
  python = function(file)
    return python and ("PYTHONPATH=%s/generator/library MASSC_LIBRARY=%s timeout 60 %s -B %s"):format(here, library, python, file)
  end,
}

local function try_example(kind, number, lines)
  local want, name = "", ("docs/embedding.md:%d"):format(number)
  for _, line in ipairs(lines) do
    local said = line:match("^%s*//> ?(.*)$") or line:match("^%s*#> ?(.*)$")
    want = said and want .. said .. "\n" or want
  end
  local file = kit.write(("%s/example_%d.%s"):format(folder, number, kind), table.concat(lines, "\n") .. "\n")
  local run = runs[kind](file)
  if not run then return kit.skip(name, "no " .. kind) end
  local output, code = kit.run(("cd %s && XDG_CACHE_HOME=%s/cache && export XDG_CACHE_HOME && %s"):format(folder, folder, run))
  kit.check(code == 0, name .. " runs", output)
  kit.same(output, want, name .. " prints what it says")
end

local number, fence = 0, nil
for line in kit.read(kit.uses("docs/embedding.md")):gmatch("([^\n]*)\n") do
  number = number + 1
  if fence and line == "```" then
    try_example(fence.kind, fence.number, fence.lines)
    fence = nil
  elseif fence then
    fence.lines[#fence.lines + 1] = line
  elseif line:match("^```%w+ run$") and not line:match("^```mass") then
    fence = { kind = line:match("^```(%w+)"), number = number, lines = {} }
  end
end
kit.files("docs/examples", "")
kit.finish()
