-- past.lua -- delay equations against what is known of their solutions.
--
--   lua5.4 tests/past.lua out/massc
--
-- A linear equation is solved by the method of steps; two nodes that turn about each other grow and turn as the root of
-- their characteristic equation says. All of it is computed here.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check

-- ---- x' = -k*x(t - tau), x = 1 before 0 --------------------------------------------------------------------

local function method_of_steps(k, tau, t)
  local x, j, term = 1, 1, 1
  while t - (j - 1)*tau > 0 do
    term = 1
    for i = 1, j do term = term*-k*(t - (j - 1)*tau)/i end
    x, j = x + term, j + 1
  end
  return x
end

local coupled = [[
coupling Linear
  from x
  param k = 1.3
  pre = x_j
  post = -k*sum
end
model Node
  state x = 1
  input c
  x' = c
end
network
  nodes 1
  dynamics Node
  graph weights = ones
  graph delays = %.17g*ones
  coupling c = delayed Linear(x) with delays = %s
end
simulate %s with dt = %.17g, duration = 4.2, coupling = %s
observe end_x = last(x)
explore e
end
]]

local own = [[
model Node
  state x = 1
  param k = 1.3
  param tau = %.17g
  x' = -k*x(t - tau)
end
simulate %s with dt = %.17g, duration = 4.2
observe end_x = last(x)
explore e
end
]]

local function value(text)
  local rows, output = lab.run(text, "--no-netcdf")
  return rows[1] and tonumber(rows[1].end_x) or error(output)
end

-- The order that the last two of three steps show.
local function order(make, tau)
  local want, errors = method_of_steps(1.3, tau, 4.2), {}
  for i, dt in ipairs { 0.05, 0.025, 0.0125 } do errors[i] = math.abs(value(make(dt)) - want) end
  return math.log(errors[2]/errors[3], 2), errors[3]
end

-- Where the delay is no whole number of steps the error is a small multiple of dt^order, another at each dt.
local function shows(title, want, tau, make)
  if tau ~= 0.8 then
    for _, dt in ipairs { 0.05, 0.025, 0.0125, 0.01, 0.006 } do
      local off = math.abs(value(make(dt)) - method_of_steps(1.3, tau, 4.2))
      check(off < 1.5*dt^want, ("%s: within dt^%d at dt = %g"):format(title, want, dt), off)
    end
    return
  end
  local got, last = order(make, tau)
  check(math.abs(got - want) < 0.3 and last < 0.1, ("%s: order %g"):format(title, want), ("order %.3f, error %g"):format(got, last))
end

for _, tau in ipairs { 0.8, 0.73 } do          -- whole steps, and not
  for _, way in ipairs { "per_stage", "frozen" } do
    for _, case in ipairs { { "euler", "linear", 1 }, { "heun", "linear", 2 }, { "rk4", "linear", 2 } } do
      shows(("%s, %s, tau = %g, %s"):format(case[1], case[2], tau, way), case[3], tau, function(dt)
        return coupled:format(tau, case[2], case[1], dt, way)
      end)
    end
  end
  for _, case in ipairs { { "euler", 1 }, { "heun", 2 }, { "rk4", 2 } } do
    shows(("x(t - tau), %s, tau = %g"):format(case[1], tau), case[2], tau, function(dt) return own:format(tau, case[1], dt) end)
  end
end
for _, scheme in ipairs { "euler", "heun", "rk4" } do
  shows(scheme .. ", nearest", 1, 0.8, function(dt) return coupled:format(0.8, "nearest", scheme, dt, "per_stage") end)
end

-- Where all steps are whole, a delay of a node by itself is that of its state, to the byte, as both are written: the rate
-- of one is a product, that of the other an input.
local literal = "arithmetic literal\n"
check(value(literal .. coupled:format(0.8, "linear", "euler", 0.05, "frozen")) == value(literal .. own:format(0.8, "euler", 0.05)), "a node that reads itself")

-- ---- what was before the first step -------------------------------------------------------------------------

-- x' = -k*x(t - tau) with x = 1 + sin(2*t) before 0 and x = 1 at 0: up to tau an integral of that.
local function with_history(k, tau, t)
  return 1 - k*(t - (math.cos(2*(t - tau)) - math.cos(-2*tau))/2)
end

local pasts = {
  own = [[
model Node
  state x = 1
  param k = 1.3
  param tau = %.17g
  x' = -k*x(t - tau)
end
network
  nodes 1
  dynamics Node
  history x = 1 + sin(2*t)
end
simulate heun with dt = %.17g, duration = 0.7, transient = %g
observe end_x = last(x)
explore e
end
]], coupled = [[
coupling Linear
  from x
  param k = 1.3
  pre = x_j
  post = -k*sum
end
model Node
  state x = 1
  input c
  x' = c
end
network
  nodes 1
  dynamics Node
  graph weights = ones
  graph delays = %.17g*ones
  coupling c = delayed Linear(x) with delays = linear
  history x = 1 + sin(2*t)
end
simulate heun with dt = %.17g, duration = 0.7, transient = %g
observe end_x = last(x)
explore e
end
]] }

for name, text in pairs(pasts) do
  for _, engine in ipairs { "tcc", "gcc", "clang" } do
    lab.engine = engine
    local off = {}
    for i, dt in ipairs { 0.02, 0.01, 0.005 } do
      off[i] = math.abs(value(text:format(0.83, dt, 0)) - with_history(1.3, 0.83, 0.7))
      check(off[i] < 2*dt^2, ("history, %s, %s: within 2*dt^2 at dt = %g"):format(name, engine, dt), off[i])
    end
  end
  lab.engine = "tcc"
  -- the time of a history counts from the first step, also behind a transient
  local off = math.abs(value(text:format(0.83, 0.005, 0.1):gsub("duration = 0.7", "duration = 0.6")) - with_history(1.3, 0.83, 0.7))
  check(off < 1e-4, "history before a transient, " .. name, off)
end

-- Each node has its own, from data; what edges read is made of the past.
do
  local text = [=[
coupling Square
  from x
  pre = x_j^2
  post = sum
end
model Node
  state x = [1, 2]
  input c
  x' = c
end
network
  nodes 2
  dynamics Node
  graph weights = [[0, 1], [1, 0]]
  graph delays = [[0, 0.5], [0.25, 0]]
  coupling c = delayed Square(x)
  history x = linear(t, [-0.5, 0], [[3, 5], [1, 2]])
end
simulate euler with dt = 0.125, duration = 0.25
explore e
  record x
end
]=]
  local rows, output = lab.run(text, "--no-netcdf")
  local csv = kit.read(lab.home .. "/out/e.x.csv") or ""
  local got = {}
  for x in csv:gmatch(",([^,\n]+)\n") do got[#got + 1] = tonumber(x) end
  -- node 0 reads node 1 at -0.5, -0.375: 5, 4.25; node 1 reads node 0 at -0.25, -0.125: 2, 1.5
  local want = { 1 + 0.125*25, 2 + 0.125*4, 1 + 0.125*(25 + 4.25^2), 2 + 0.125*(4 + 1.5^2) }
  local same = #got == 4
  for i, x in ipairs(want) do same = same and math.abs(got[i] - x) < 1e-14 end
  check(same, "a history of data at each node", table.concat(got, " ") .. "\n" .. output)
end

-- ---- two nodes -----------------------------------------------------------------------------------------------

-- lambda = -a - i*b*exp(-lambda*tau), of z = x_1 + i*x_2.
local function root(a, b, tau)
  local best
  for start = -4, 4 do
    local re, im = 0.1, start
    for _ = 1, 200 do
      local size = b*math.exp(-re*tau)
      local er, ei = size*math.cos(im*tau), -size*math.sin(im*tau)         -- b*exp(-lambda*tau)
      local fr, fi = re + a - ei, im + er                                  -- lambda + a + i*(er + i*ei)
      local dr, di = 1 + tau*ei, -tau*er                                   -- its derivative, 1 - i*tau*(er + i*ei)
      local n = dr*dr + di*di
      re, im = re - (fr*dr + fi*di)/n, im - (fi*dr - fr*di)/n
    end
    if re == re and (not best or re > best[1]) then best = { re, im } end
  end
  return best[1], best[2]
end

local turning = [=[
coupling Linear
  from x
  param b = %g
  pre = x_j
  post = b*sum
end
model Node
  state x = [1, 0]
  param a = %g
  input c
  x' = -a*x + c
end
network
  nodes 2
  dynamics Node
  graph weights = [[0, 1], [-1, 0]]
  graph delays = %g*(ones - eye)
  coupling c = delayed Linear(x) with delays = linear
end
simulate heun with dt = 0.002, duration = 40
observe at_30 = x at 30
observe at_31 = x at 31
observe at_40 = x at 40
explore e
end
]=]

local function pair(cell) return cell:match("%[([^,]+), ([^%]]+)%]") end

for _, case in ipairs { { 0.3, 1, 1.1 }, { 0.9, 1.5, 0.4 }, { 0.2, 0.6, 2.5 } } do
  local a, b, tau = table.unpack(case)
  local rows, output = lab.run(turning:format(b, a, tau), "--no-netcdf")
  local re, im = root(a, b, tau)
  local grown, turned = 0 / 0, 0 / 0
  if rows[1] then
    local x30, y30 = pair(rows[1].at_30)
    local x31, y31 = pair(rows[1].at_31)
    local x40, y40 = pair(rows[1].at_40)
    grown = math.log((x40^2 + y40^2)/(x30^2 + y30^2))/20
    turned = math.atan(tonumber(y31), tonumber(x31)) - math.atan(tonumber(y30), tonumber(x30))
    turned = turned - 2*math.pi*math.floor((turned - im)/(2*math.pi) + 0.5)
  end
  check(math.abs(grown - re) < 2e-5 and math.abs(turned - im) < 2e-5, ("two nodes, tau = %g, grow and turn as %.6f%+.6fi"):format(tau, re, im),
        ("%.8f %.8f\n%s"):format(grown, turned, output))
end

-- ---- a run that was recorded --------------------------------------------------------------------------------

do
  local text = [=[
coupling Kick
  from x
  pre = tanh(x_j)
  post = 0.5*sum
end
coupling Linear
  from y
  pre = y_j
  post = 0.3*sum
end
model Node
  state x = [1, 0.2, -0.5]
  state y = 0.3
  input c, d
  x' = y - 0.4*x(t - 0.7) + c
  y' = d - x
end
network
  nodes 3
  dynamics Node
  graph weights = ones - eye
  graph delays = [[0, 0.4, 0.73], [1, 0, 0.2], [0.55, 0.6, 0]]
  coupling c = delayed Kick(x)
  coupling d = delayed Linear(y) with delays = linear
  %s
end
simulate heun with dt = 0.05, duration = %g
observe end_x = last(x)
observe end_y = last(y)
explore e
  record x, y from %g
end
]=]
  local whole = lab.run(text:format("", 10, 0))
  lab.run(text:format("", 6, 4))
  lab.call("run model.mass e --engine tcc --quiet --out before")
  local late = lab.run(text:format('start from "before/e.nc"', 4, 0))
  local tables = require "tables"
  for _, name in ipairs { "end_x", "end_y" } do
    local worst = 0
    local a, b = tables.numbers(whole[1][name]), late[1] and tables.numbers(late[1][name]) or {}
    for i, x in ipairs(a) do worst = math.max(worst, math.abs(x - (b[i] or 1e9))) end
    check(worst < 1e-12, "a run from a recorded one goes on, " .. name, worst)
  end
  local constant = lab.run(text:format('start from "before/e.nc"\n  history x = 0\n  history y = 0', 4, 0))
  check(constant[1] and constant[1].end_x ~= whole[1].end_x, "what a history says goes before a recording")
  lab.run(text:format("", 6, 5.5))
  lab.call("run model.mass e --engine tcc --quiet --out before")
  lab.write(text:format('start from "before/e.nc"', 4, 0))
  lab.says("a history too short", 1, { "'before/e.nc' has 0.45 ms of the past of 'x', and delays are up to 1 ms; record more of it there, "
                                       .. "record x every 0.1 ms, or say what it was: history x = ..." }, "run model.mass e --quiet --out out")
end

-- ---- what is known at the points alone ---------------------------------------------------------------------

do
  local text = [=[
coupling Linear
  from x
  pre = x_j
  post = sum
end
model Node
  state x = 1
  param tau = 1
  input c
  x' = c - x(t - tau)
end
network
  nodes 2
  dynamics Node
  graph weights = ones
  graph lengths = 10*ones with speed = 5, most_delay = 3
  coupling c = delayed Linear(x)
end
simulate euler with dt = 0.1, duration = 1
observe end_x = last(x)
explore e
  %s
end
]=]
  local function says(title, axis, words)
    lab.write(text:format(axis))
    lab.says(title, 1, words, "run model.mass --quiet --out out")
  end
  says("a delay beyond its bound", "graph.speed = [5, 2]", { "delays of graph are up to 5 ms long, and most_delay says 3 ms; raise it, or leave out what is longer" })
  says("lengths beyond it", "graph.lengths = [[[0, 10], [10, 0]], [[0, 20], [10, 0]]]", { "delays of graph are up to 4 ms long, and most_delay says 3 ms" })
  says("a delay below 0", "dynamics.tau = [1, -0.5]", { "a delay of dynamics.tau is less than 0 at one of the points" })
  says("a speed that is drawn", "graph.speed ~ Normal(0, 1) n 8", { "graph.speed is -", "at one of the points; a speed must be positive" })
end

kit.finish()
