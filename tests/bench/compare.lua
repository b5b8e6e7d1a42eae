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
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local kernels = "out/tests/bench/kernels"

local options, given = kit.options(arg, { engine = true })
assert(options and given[3], "usage: lua5.4 tests/bench/compare.lua [--engine gcc,clang] OLD NEW FILE.mass[:EXPLORATION]...")
local old, new = table.remove(given, 1), table.remove(given, 1)
local engines = kit.list(options.engine or "gcc,clang")
local folder = kit.home()
local flags = kit.run(kernels .. " --flags")

-- Runs beside the file, whose data it names.
local function beside(file, command)
  local place, name = file:match("^(.*)/([^/]*)$")
  return kit.run(("cd %s && %s"):format(kit.quote(place or "."), command:gsub("FILE", kit.quote(name or file))))
end

-- The kernels' points are the columns of the space but for keys and time steps, which
-- are no numbers of a point.
local function write_points(program, file, name)
  local text, code = beside(file, ("%s space FILE %s --csv 2>%s/errors"):format(program, name, folder))
  if code ~= 0 then return nil, kit.read(folder .. "/errors") end
  local rows, names = tables.read(text)
  local out = {}
  for i, row in ipairs(rows) do
    local line = {}
    for _, column in ipairs(names) do
      if not column:match("key$") and not column:match("%f[%w]dt$") and column ~= "trial" then
        for _, x in ipairs(tables.numbers(row[column])) do line[#line + 1] = ("%.17g"):format(x) end
      end
    end
    out[i] = table.concat(line, " ")
  end
  return kit.write(folder .. "/points", table.concat(out, "\n") .. "\n")
end

-- Emits the kernel of one side and compiles it, with the drive file of its version behind.
local function build(engine, program, file, name, path)
  local output, code
  for _, option in ipairs { "--kernel", "" } do         -- earlier versions know kernels alone
    output, code = beside(file, ("%s emit %s FILE %s -o %s.c"):format(program, option, name, path))
    if code == 0 then break end
  end
  if code ~= 0 then return nil, output end
  local text = kit.read(path .. ".c")
  local version = text:match("KERNEL_ABI = (%d+)") or "?"
  local drive = kit.read(("tests/bench/drive_%s.c"):format(version == "1" and "2" or version))
  if not drive then return nil, "no drive file for the kernel's version" end
  kit.write(path .. ".c", text .. drive)
  output, code = kit.run(("%s %s -o %s.so %s.c -lm"):format(engine, flags, path, path))
  return code == 0, output
end

local function measure(engine, before, after, name)
  local points, why = write_points(new, after, name)
  if not points then return nil, why end
  for _, side in ipairs { { old, before, "old" }, { new, after, "new" } } do
    local done, output = build(engine, side[1], side[2], name, folder .. "/" .. side[3])
    if not done then return nil, output end
  end
  local output, code = kit.run(("%s %s/old.so %s/new.so %s"):format(kernels, folder, folder, points))
  if code ~= 0 then return nil, output end
  return output
end

local function line(engine, title, before, after, name)
  local output, why = measure(engine, before, after, name)
  local a, b, ratio, low, high, lanes = (output or ""):match("(%S+) (%S+) (%S+) (%S+) (%S+) (%S+)")
  if not a then return print(("%-36s %-6s %s"):format(title, engine, (why or output):gsub("\n.*", ""))) end
  print(("%-36s %-6s %8s %10s %10s %8s   %s .. %s"):format(title, engine, lanes, a, b, ratio, low, high))
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
