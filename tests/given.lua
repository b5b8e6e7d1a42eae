-- given.lua -- numbers that a kernel is given instead of having them compiled into it (--data).
--
--   lua5.4 tests/given.lua out/massc out/tests/property/specimens
--
-- No bit hangs on it: docs/numbers.md promises that of fixed, swept and set values, and data are values of none of
-- these. A kernel that is given all its numbers is the same text whatever they are.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local specimens = kit.absolute(assert(arg[2], "usage: lua5.4 tests/given.lua MASSC SPECIMENS"))
local check = kit.check
local home = lab.home

-- Where a factor is fixed at 0 its term is left out: the sign of a zero is the one thing that may tell (docs/decisions.md,
-- "Terms of zero").
local function without_signs_of_zero(text)
  return (text:gsub("%-0([,%]\n])", "0%1"))
end

-- All CSV files that a run writes, by their names.
local function results(path, options)
  kit.run(("rm -rf %s/out"):format(home))
  local output, code = lab.call(("run %s --quiet --no-netcdf --out out %s"):format(kit.quote(path), options))
  local all = {}
  for _, file in ipairs(code == 0 and kit.files(home .. "/out", "%.csv$") or {}) do
    all[file] = without_signs_of_zero(kit.read(file))
  end
  return all, output, code
end

local function same_files(path, options, what)
  local plain, output, code = results(path, options)
  check(code == 0 and next(plain), what .. ": runs", output)
  local given, said = results(path, options .. " --data all")
  for file, text in kit.sorted(plain) do kit.same(given[file] or said, text, what .. ": " .. file:match("[^/]*$")) end
end

-- ---- what is shipped, and random models ------------------------------------------------------------

for _, path in ipairs(kit.files("models/experiments", "%.mass$")) do
  same_files(kit.absolute(kit.uses(path)), "--engine tcc", path)
end

local HUNDRED, FEW = 100, 4
local folder = kit.absolute(kit.folder())
kit.run(("%s %s %d"):format(specimens, folder, HUNDRED))
for i = 0, HUNDRED - 1 do
  same_files(("%s/%d.mass"):format(folder, i), "--engine tcc" .. (i % 3 == 0 and " --real f32" or ""), "random model " .. i)
end
for _, engine in ipairs { "gcc", "clang" } do
  if not kit.has(engine) then kit.skip("given numbers, " .. engine, "not installed") end
  for i = 0, kit.has(engine) and FEW - 1 or -1 do
    same_files(("%s/%d.mass"):format(folder, i), "--engine " .. engine, ("random model %d, %s"):format(i, engine))
  end
end

-- ---- all that may be given, in one text -----------------------------------------------------------

local whole = require "whole_model" .. [=[
simulate heun with dt = 0.1 ms, duration = 2 ms
observe m = mean(x over mode)
observe r = std(y)
explore e
  G = [0.125, 0.25]
end
]=]

local function kernel(options)
  lab.write(whole)
  local text, code = lab.call("run model.mass e --dump c --engine gcc --data all " .. (options or ""))
  return text, code
end

local plain, code = kernel()
check(code == 0, "all that may be given: is written", plain)
if code == 0 then
  same_files(lab.write(whole), "--engine tcc", "all that may be given")
  local values = { "a=[0.1, 0.2]", "b=3", "dynamics.far=0.4", "graph.speed=5", "gain.s=0.5", "noise.sigma=0.5", "noise.tau=4", "height=7",
                   "onset=0.7", "initial.x=0.75", "initial.y=-1" }
  for _, value in ipairs(values) do
    kit.same(kernel("--set " .. kit.quote(value)), plain, value .. ": the same kernel")
  end
  for _, name in ipairs { "b", "far", "height", "onset" } do
    check(plain:find("\n *[^\n]*point%[POINT_" .. name .. "%*VECS%]"), name .. " is given")
  end
end

-- In single precision times are compared with fixed ones in double: what they are compared with stays.
local compared = kit.read(lab.write(whole)):gsub("^", "precision single\n")
lab.write(compared)
local text = lab.call("run model.mass e --dump c --engine gcc --data all")
check(text:find("POINT_height", 1, true) and not text:find("POINT_onset", 1, true), "in single precision an onset is none", text)

-- ---- what it is called ------------------------------------------------------------------------------

lab.write(whole)
lab.says("a name that nobody knows", 1, "--data:1:4: error: unknown quantity 'bb'; did you mean 'b'?\n    1 | a, bb\n      |    ^~",
         "run model.mass --data 'a, bb'")
lab.says("what cannot be", 1, { "dt cannot be data: the steps of windows and recordings are counted in the kernel",
                                "k cannot be data: it follows from other parameters: k = 3*b; set those",
                                "weights cannot be data: which nodes are joined is written into the kernel" },
         "run model.mass --data dt,k,weights")
local one = lab.call("run model.mass e --dump c --engine gcc --data b")
check(one:find("point[POINT_b", 1, true) and not one:find("POINT_height", 1, true), "one name is one", one)
local none = lab.call("run model.mass e --dump c --engine gcc --data swept")
kit.same(none, (lab.call("run model.mass e --dump c --engine gcc")), "swept is what it is without")
kit.uses("tests/given.lua")
kit.uses("tests/whole_model.lua")
kit.finish()
