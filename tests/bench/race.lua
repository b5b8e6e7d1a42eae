-- race.lua -- kernels against each other: emits, compiles, times in turn and compares numbers.
local kit = require "kit"
local tables = require "tables"
local race = { program = "out/tests/bench/kernels" }

local flags

-- Runs beside the file, whose data it names.
local function beside(file, command)
  local place, name = file:match("^(.*)/([^/]*)$")
  return kit.run(("cd %s && %s"):format(kit.quote(place or "."), command:gsub("FILE", kit.quote(name or file))))
end

-- The kernels' points are the columns of the space but for keys and time steps, which
-- are no numbers of a point; those of one number a node come first, as in the kernel.
function race.points(program, file, name, path)
  local text, code = beside(file, ("%s space FILE %s --csv 2>%s.errors"):format(program, name, path))
  if code ~= 0 then return nil, kit.read(path .. ".errors") end
  local rows, names = tables.read(text)
  local out = {}
  for i, row in ipairs(rows) do
    local line, single = {}, {}
    for _, column in ipairs(names) do
      if not column:match("key$") and not column:match("%f[%w]dt$") and column ~= "trial" then
        local list = tables.numbers(row[column])
        for _, x in ipairs(list) do table.insert(#list > 1 and line or single, ("%.17g"):format(x)) end
      end
    end
    out[i] = table.concat(table.move(single, 1, #single, #line + 1, line), " ")
  end
  return kit.write(path, table.concat(out, "\n") .. "\n")
end

-- With the drive file of its version behind, into PATH.c. A text that includes the interface has today's.
local function with_drive(text, path)
  local version = tonumber((text:find('#include "runtime/engine/kernel.h"', 1, true) and kit.read("runtime/engine/kernel.h") or text)
                           :match("KERNEL_ABI = (%d+)")) or 0
  local drive = kit.read(("tests/bench/drive_%d.c"):format(version >= 3 and 3 or 2))
  kit.write(path .. ".c", text .. drive)
end

-- The kernel of one exploration, as [program] writes it.
function race.emit(program, file, name, path, more)
  local output, code
  for _, option in ipairs { "--kernel", "" } do         -- earlier versions know kernels alone
    output, code = beside(file, ("%s emit %s FILE %s %s -o %s.emitted"):format(program, option, name, more or "", path))
    if code == 0 then break end
  end
  if code ~= 0 then return nil, output end
  with_drive(kit.read(path .. ".emitted"), path)
  return true
end

-- The same of a kernel written by hand.
function race.take(file, path)
  local text = kit.read(file)
  if not text then return nil, "no file " .. file end
  with_drive(text, path)
  return true
end

-- PATH.c into PATH.ENGINE.so, and the seconds of processor time that took. Kernels by hand include the texts that emitted
-- ones have in them, by their paths from here.
function race.compile(engine, path)
  flags = flags or kit.run(race.program .. " --flags")
  local command = ("%s %s -I %s -o %s.%s.so %s.c -lm"):format(engine, flags, kit.quote(kit.absolute(".")), path, engine, path)
  local output, code = kit.run("bash -c " .. kit.quote("TIMEFORMAT='took %3U'; time " .. command))
  if code ~= 0 then return nil, output end
  return ("%s.%s.so"):format(path, engine), tonumber(output:match("took ([%d.]+)"))
end

-- All numbers of a matrix in a file; those that are not 0 of it.
local read = {}
local function matrix(path)
  if not read[path] then
    local all, some = {}, {}
    for number in assert(kit.read(path), "no file " .. path):gmatch("[^,\n]+") do
      all[#all + 1] = number
      if number ~= "0" then some[#some + 1] = number end
    end
    read[path] = { all = all, some = some }
  end
  return read[path]
end

-- Writes the fixed arrays of the kernel in PATH.c, of which [fixed] names the files; its text
-- says which there are, and of how many edges. nil: none.
function race.fixed(path, fixed)
  local text, out = kit.read(path .. ".c"), {}
  local edges = tonumber(text:match("AXIS_EDGE, (%d+)"))
  for name, over in text:gmatch('{ "([%w_]+)", INPUT, (%w+), %d+, [FP][%u]+, 1, %w+ }') do
    if tonumber(over) % 2 == 0 then
      local file = fixed[name]
      if not file then return nil end
      local m = matrix(("out/bench/%s.csv"):format(file))
      out[#out + 1] = table.concat(#m.all == edges and m.all or m.some, "\n")
    end
  end
  return out[1] and kit.write(path .. ".fixed", table.concat(out, "\n") .. "\n")
end

-- Each side is { library = , fixed = , points = }, the last where they are not those of the first side. Millions of node-steps a second of both, their ratio (above 1:
-- the second is faster) and its quartiles, lanes.
function race.run(a, b, points, option)
  local output, code = kit.run(("%s %s %s %s %s %s %s %s"):format(race.program, option or "", a.library, b.library, points, a.fixed or "-", b.fixed or "-", b.points or ""))
  if code ~= 0 then return nil, output end
  return output
end

function race.times(a, b, points)
  local output, why = race.run(a, b, points)
  if not output then return nil, why end
  local first, second, ratio, low, high, lanes = output:match("(%S+) (%S+) (%S+) (%S+) (%S+) (%S+)")
  return { first = tonumber(first), second = tonumber(second), ratio = tonumber(ratio), low = tonumber(low), high = tonumber(high), lanes = lanes }
end

-- The greatest difference of their results over the greatest of its column.
function race.apart(a, b, points)
  local output, why = race.run(a, b, points, "--apart")
  return output and tonumber(output), why
end

return race
