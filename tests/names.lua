-- names.lua -- a name is what it reads, wherever and by whatever spelling it is read.
--
--   lua5.4 tests/names.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

-- x is 1 and grows by 1 in each of the four steps: 2, 3, 4, 5.
local ramp = [=[
model Ramp
  state x = 1
  param a = 2
  twice(u) = 2*g(u)
  g(v) = v*x
  h(v) = v*a
  x' = 1
end
network
  %s
  dynamics Ramp %s
end
simulate euler with dt = 1, duration = 4
%s
explore e
  %s
end
]=]

local function ramped(observes, sweep, nodes, with)
  return ramp:format(nodes or "", with or "", observes, sweep or "dynamics.a = [2]")
end

lab.gives("a function that reads a state is reduced like what it stands for",
  ramped "observe m = mean(g(3))", "m", { 3*3.5 })
lab.gives("so is one behind another one", ramped "observe m = max(twice(3))", "m", { 2*3*5 })
lab.gives("and one by way of a name", ramped "observe s = g(3)\nobserve m = min(s)", "m", { 3*2 })
lab.gives("a function of parameters is a number", ramped("observe m = h(3)", "dynamics.a = [2, 4]"), "m", { 6, 12 })
lab.gives("a function that reads values of nodes has one for each",
  ramped("observe m = last(h(3))", "param unused = [1]", "nodes 3", "with a = [1, 2, 5]"), "m", { { 3, 6, 15 } })
lab.gives("and does beside a reduction, where an axis gives them",
  ramped("observe m = h(3) + mean(x) - 3.5", "dynamics.a = [[1, 2, 5], [0, 1, 2]]", "nodes 3"), "m", { { 3, 6, 15 }, { 0, 3, 6 } })

lab.write(ramped("observe m = g(3)"))
lab.says("by itself it is a series", 0, { "m: 4 samples" }, "run model.mass e --no-files --engine tcc")
lab.write(ramped("observe m = mean(h(3))"))
lab.says("nor is a number reduced", 1, { "'h(3)' is one number" }, "check model.mass")

-- u*u in g is fused: behind the call stands (u - 0.3)*(u - 0.3), whatever it is called there.
local function called(argument)
  local text = ([=[
model Calls
  state x = 0
  f(NAME) = NAME*NAME*0.7
  g(u) = u*u + f(u - 0.3)
  param a = 0.1
  x' = g(a)
end
simulate euler with dt = 1, duration = 1
observe end_x = last(x)
explore e
  dynamics.a = grid(0.1, 3, 60)
end
]=]):gsub("NAME", argument)
  lab.run(text)
  return lab.csv()
end
local with_u, with_v = called "u", called "v"
kit.check(#tables.read(with_u) == 60, "functions that call functions run")
kit.check(with_u == with_v, "the name of an argument changes no bit")

-- One quantity, by two names, beside another one with its last name.
local rows = lab.run [=[
coupling Pull
  from x
  param a = 3
  pre = x_j
  post = a*sum
end
model M
  state x = 0.3
  param a = 0.1
  input c
  x' = c - x
end
network
  nodes 2
  dynamics M
  graph weights = ones - eye
  coupling c = Pull(x)
end
simulate euler with dt = 0.1, duration = 1
observe m = mean(x)
observe product = a*m
observe zero = dynamics.a*m - product
explore e
  dynamics.a = grid(0.1, 3, 60)
end
]=]
local zeros = 0
for _, row in ipairs(rows) do zeros = zeros + (tonumber(row.zero) == 0 and 1 or 0) end
kit.check(#rows == 60 and zeros == 60, "a quantity is one number by its short name and by its path",
  ("%d of %d differences are 0"):format(zeros, #rows))

-- Arguments count, too: 300 times a sum of 100.
lab.write(([=[
coupling Large
  from x
  f(v) = MANY
  pre = f(SUM)
  post = sum
end
]=]):gsub("MANY", ("v + "):rep(299) .. "v"):gsub("SUM", ("x_j + "):rep(99) .. "x_j"))
lab.says("a coupling whose arguments make it too large is refused", 1,
  { "1:10: error: coupling 'Large' is too large once its derived quantities and functions are written out" },
  "check model.mass")

-- The names of a text are its own: a model's that is one of them makes way, the constants of enums too.
lab.write [=[
model Taken
  state x = 1
  param BLOCK_TICKS = 2
  param STEP = 3
  param NOISE = 4
  x' = BLOCK_TICKS*x + STEP/(x + NOISE)
end
network
  nodes 2
  dynamics Taken
  noise additive with sigma = 0.1, key = 0
end
simulate euler with dt = 0.1, duration = 1
observe m = mean(x)
explore e
  initial.x = [1, 2]
end
]=]
local text = lab.call("emit --kernel model.mass")
for _, name in ipairs { "BLOCK_TICKS", "STEP", "NOISE" } do
  kit.check(text:find("const num " .. name .. "_ = ", 1, true) and not text:find("const num " .. name .. " = ", 1, true),
    "a parameter called " .. name .. " makes way for the text's own", text:match("%g* " .. name .. "[^\n]*"))
end

kit.finish()
