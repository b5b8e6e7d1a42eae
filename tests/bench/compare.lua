-- compare.lua -- kernels of two massc, timed in turn on one machine; asserts nothing.
--
--   ninja out/tests/bench/kernels
--   lua5.4 tests/bench/compare.lua [--engine gcc,clang] OLD NEW FILE.mass[:EXPLORATION]...
--
-- OLD and NEW are programs; each emits the kernel of every exploration of the files from
-- its own templates and its own models, kernels.c compiles and times both. A ratio above
-- 1 says that NEW takes more steps in a second. The columns: node-steps a second of either
-- at its best, the ratio (a median over rounds of alternating turns) and its quartiles.
-- OLD=NEW gives 1 within what the machine allows. A file given as OLDFILE=NEWFILE compares
-- two texts. Weights are not looked at, but files that a model names have to be there.
package.path = "tests/?.lua;tests/bench/?.lua;" .. package.path
local kit = require "kit"
local race = require "race"

local options, given = kit.options(arg, { engine = true })
assert(options and given[3], "usage: lua5.4 tests/bench/compare.lua [--engine gcc,clang] OLD NEW FILE.mass[:EXPLORATION]...")
local old, new = table.remove(given, 1), table.remove(given, 1)
local engines = kit.list(options.engine or "gcc,clang")
local folder = kit.home()

local function measure(engine, before, after, name)
  local points, why = race.points(new, after, name, folder .. "/points")
  if not points then return nil, why end
  local both = {}
  for i, side in ipairs { { old, before, "old" }, { new, after, "new" } } do
    local path, done = folder .. "/" .. side[3], nil
    done, why = race.emit(side[1], side[2], name, path)
    if not done then return nil, why end
    both[i] = { fixed = nil }
    both[i].library, why = race.compile(engine, path)
    if not both[i].library then return nil, why end
  end
  return race.times(both[1], both[2], points)
end

local function line(engine, title, before, after, name)
  local t, why = measure(engine, before, after, name)
  if not t then return print(("%-36s %-6s %s"):format(title, engine, (why:gsub("\n.*", "")))) end
  print(("%-36s %-6s %8s %10.1f %10.1f %8.3f   %.3f .. %.3f"):format(title, engine, t.lanes, t.first, t.second, t.ratio, t.low, t.high))
  io.stdout:flush()
end

local function explorations(file, wanted)
  local list = {}
  for name in ("\n" .. (kit.read(file) or error("no file " .. file))):gmatch("\n%s*explore%s+([%w_]+)") do
    if wanted == "" or wanted == name then list[#list + 1] = name end
  end
  return list
end

old, new = kit.absolute(old), kit.absolute(new)
print(("%-36s %-6s %8s %10s %10s %8s   %s"):format("exploration, M node-steps/s", "engine", "lanes", "old", "new",
      "ratio", "quartiles"))
for _, item in ipairs(given) do
  local file, wanted = item:match("^([^:]*):?(.*)$")
  local before, after = file:match("^(.*)=(.*)$")
  before, after = kit.absolute(before or file), kit.absolute(after or file)
  for _, name in ipairs(explorations(after, wanted)) do
    local title = after:match("([^/]*)%.mass$") .. " " .. name
    for _, engine in ipairs(engines) do line(engine, title, before, after, name) end
  end
end
kit.run("rm -rf " .. folder)
