-- everywhere.lua -- one table, whichever way it is made.
--
--   lua5.4 tests/everywhere.lua out/massc out/tests/everywhere/save out/libmassc.so [--all] [--only WAY,...] [--file NAME]
--
-- Every exploration of models/experiments, shortened, or as it is with --all: what `massc run` writes with
-- tcc is what it writes with other compilers, in parts that are put together, and what libmassc gives
-- programs. All CSV files are compared, byte by byte: tables, and the lines of series.
package.path = "tests/?.lua;tests/everywhere/?.lua;" .. package.path
local kit = require "kit"
local options, rest = kit.options(arg, { all = false, only = true, file = true })
assert(options and rest[3], "usage: lua5.4 tests/everywhere.lua PROGRAM SAVE LIBRARY [--all] [--only WAY,...] [--file NAME]")
local massc, save, library = kit.absolute(kit.uses(rest[1])), kit.absolute(kit.uses(rest[2])), kit.absolute(kit.uses(rest[3]))
local all = options.all
kit.uses("tests/everywhere.lua")
local home = kit.home()
local LIMIT = all and 1200 or 120          -- seconds of a command

-- Runs beside the experiments; output and exit code.
local function call(command, ...)
  return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache LC_ALL=C.UTF-8 && timeout %d " .. command):format(home, home, LIMIT, ...))
end

-- ---- what is run ------------------------------------------------------------------------

-- Of a text its times, divided: as many as make a run short. Explorations stay as they are.
local short = {
  dk_average             = { { "duration = 2 s", "duration = 20 ms" } },
  jansen_rit_network     = { { "duration = 600 ms, transient = 500 ms", "duration = 20 ms, transient = 30 ms" },
                             { "onset = 100 ms", "onset = 2 ms" }, { "loggrid(1, 16, 5)", "loggrid(1, 16, 3)" },
                             { "grid(0, 0.4, 17)", "grid(0, 0.4, 3)" } },
  kuramoto_order         = { { "duration = 60 ms, transient = 60 ms", "duration = 2 ms, transient = 1 ms" } },
  oscillator             = { { "duration = 800 ms", "duration = 2 ms" }, { "a = range(-10, 10, 1)", "a = range(-10, 10, 5)" },
                             { "b = range(-10, 10, 1)", "b = range(-10, 10, 5)" } },
  rww_explorations       = {},
  rww_g_sweep            = {},
  spaces                 = {},
  wilson_cowan_hysteresis = { { "duration = 1 s", "duration = 20 ms" }, { "from 900 ms", "from 10 ms" } }
}

local function shortened(name, text)
  for _, pair in ipairs(short[name] or {}) do
    local at, to = text:find(pair[1], 1, true)
    kit.check(at, ("%s still has '%s' to shorten"):format(name, pair[1]))
    if at then text = text:sub(1, at - 1) .. pair[2] .. text:sub(to + 1) end
  end
  return text
end

-- Files and their explorations: { name = "oscillator", explorations = { { name = "a_sweep", points = 6 }, ... } }.
local function experiments()
  local list = {}
  for _, path in ipairs(kit.files("models/experiments", "%.mass$")) do
    local name = path:match("([^/]+)%.mass$")
    kit.check(short[name], name .. " is known here", "write in tests/everywhere.lua how it is made short")
    if not options.file or options.file == name then
      local text = kit.read(path)
      kit.write(("%s/%s.mass"):format(home, name), all and text or shortened(name, text))
      local e = { name = name, explorations = {} }
      for which in text:gmatch("\nexplore (%S+)") do e.explorations[#e.explorations + 1] = { name = which } end
      list[#list + 1] = e
    end
  end
  return list
end

-- ---- what comes out -----------------------------------------------------------------------

-- The CSV files of a folder by name.
local function texts(folder)
  local list = {}
  for path in kit.run(("ls -1 %s/%s/*.csv 2>/dev/null"):format(home, folder)):gmatch("[^\n]+") do
    list[path:match("[^/]+$")] = kit.read(path)
  end
  return list
end

-- What differs between the CSV files of a folder and those that there should be, or nil.
local function difference(want, folder)
  local got = texts(folder)
  for name, text in kit.sorted(want) do
    if not got[name] then return name .. " is not there" end
    if got[name] ~= text then
      local line = 1
      local a, b = text:gmatch("([^\n]*)\n"), got[name]:gmatch("([^\n]*)\n")
      local x, y = a(), b()
      while x and x == y do x, y, line = a(), b(), line + 1 end
      return ("%s, line %d:\n  wanted %s\n  got    %s"):format(name, line, tostring(x):sub(1, 300), tostring(y):sub(1, 300))
    end
  end
  for name in kit.sorted(got) do
    if not want[name] then return name .. " should not be there" end
  end
end

local function hold(e, way, output, code, folder)
  local wrong = code ~= 0 and ("exit code %d\n%s"):format(code, output) or difference(e.want, folder)
  kit.check(not wrong, ("%s: %s"):format(e.name, way), wrong)
  kit.run(("rm -rf %s/%s"):format(home, folder))
end

-- ---- ways ---------------------------------------------------------------------------------

local ways = {}
local python = kit.has("python3") and "python3"
local RUN = "--quiet --format csv --out %s"

-- Each engine, and another number of lanes and threads.
function ways.run(e)
  for _, how in ipairs { "gcc", "clang", "tcc --lanes 1 --threads 1", "gcc --lanes 4 --threads 3" } do
    local output, code = call("%s run %s.mass --engine %s " .. RUN, massc, e.name, how, "got")
    hold(e, "run --engine " .. how, output, code, "got")
  end
end

-- In n parts, of each exploration alone, that are put together: 1, 2, 7, as many as rows, and more. Programs with kernels
-- of their own cut as massc does: of short runs two counts are enough.
local PARTS = 25        -- at most, of a short run
local function in_parts(e, way, command)
  for _, n in ipairs((all or way == "run") and { 1, 2, 7, "points", "points + 3" } or { 2, "points + 3" }) do
    local said, bad = "", 0
    for _, x in ipairs(e.explorations) do
      local count = n == "points" and x.points or n == "points + 3" and x.points + 3 or n
      if not all and count > PARTS then count = PARTS end
      local output, code = call("sh -c 'for i in $(seq 0 %d); do %s %s --shard $i/%d " .. RUN .. " >/dev/null || exit; done'",
                                count - 1, command, x.name, count, "pieces")
      said, bad = said .. output, math.max(bad, code)
    end
    local output, code = call("%s merge pieces --out got", massc)
    hold(e, ("%s in %s parts"):format(way, n), said .. output, math.max(bad, code), "got")
    kit.run(("rm -rf %s/pieces"):format(home))
  end
end

function ways.shards(e)
  in_parts(e, "run", ("%s run %s.mass --engine tcc"):format(massc, e.name))
end

-- One C file, for each compiler, and the program of the last one in parts. With --all, and of one file, by the command that
-- its head names; else without optimising: the numbers are the same.
function ways.emit(e)
  local output, code = call("%s emit %s.mass -o %s.c", massc, e.name, e.name)
  if not kit.check(code == 0, e.name .. ": emit", output) then return end
  local flags = (all or e.name == "rww_g_sweep") and "-std=c99 -O3 -march=native -ffp-contract=off -fno-math-errno -fno-trapping-math"
                or "-std=c99 -O0"
  for _, how in ipairs { { "tcc", "" }, { "clang", flags }, { "gcc", flags } } do
    local name, words = how[1], how[2]
    if not kit.has(name) then
      kit.skip("emit, " .. name, "it is not installed")
    else
      output, code = call("%s %s %s.c -o emitted -lm -lpthread", name, words, e.name)
      if kit.check(code == 0 and output == "", ("%s: %s takes the file"):format(e.name, name), output) then
        output, code = call("./emitted " .. RUN, "got")
        hold(e, "emit, " .. name, output, code, "got")
      end
    end
  end
  in_parts(e, "emit", "./emitted")
end

-- By the library: a program in C (tests/everywhere/save.c), and Python.
function ways.library(e)
  local output, code = call("mkdir got && %s %s.mass got tcc", save, e.name)
  hold(e, "libmassc from C", output, code, "got")
end

function ways.python(e)
  if not python then return kit.skip(e.name .. ": libmassc from Python", "there is no python3") end
  local output, code = call("env PYTHONPATH=%s MASSC_LIBRARY=%s %s %s %s.mass got", kit.absolute("generator/library"), library, python,
                            kit.absolute(kit.uses("tests/everywhere/save.py")), e.name)
  hold(e, "libmassc from Python", output, code, "got")
end

-- By a program that massc build makes, of each compiler, and one that is linked statically.
function ways.build(e)
  for _, how in ipairs { "--engine gcc", "--engine clang", "--static --march x86-64" } do
    local output, code = call("%s build %s.mass -o prog %s && ./prog " .. RUN, massc, e.name, how, "got")
    hold(e, "build " .. how, output, code, "got")
  end
  in_parts(e, "build", "./prog")
end

-- ---------------------------------------------------------------------------------------------

local only = options.only and kit.list(options.only)
for _, e in ipairs(experiments()) do
  local output, code = call("%s run %s.mass --engine tcc " .. RUN, massc, e.name, "want")
  e.want = texts("want")
  if kit.check(code == 0 and next(e.want), e.name .. " runs", output) then
    for _, x in ipairs(e.explorations) do
      x.points = select(2, (e.want[x.name .. ".csv"] or ""):gsub("\n", "")) - 1
      kit.check(x.points > 0, ("%s: %s has points"):format(e.name, x.name))
    end
    for name, way in kit.sorted(ways) do
      local chosen = not only
      for _, word in ipairs(only or {}) do chosen = chosen or word == name end
      if chosen then way(e) end
    end
  end
  kit.run(("rm -rf %s/want"):format(home))
end
kit.finish()
