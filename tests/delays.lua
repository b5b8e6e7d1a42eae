-- delays.lua -- couplings that read the past.
--
--   lua5.4 tests/delays.lua out/massc
--
-- Held against tests/reference/delays.json, which tests/reference/delays.py made and which knows nothing of this
-- project; and what must be the same to the byte against each other: engines, lanes, threads, shards, points, a speed
-- that is swept and the delays it stands for.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check = kit.check

local function list(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = type(x) == "table" and list(x) or ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end

local couplings = [[
coupling Linear
  from x
  param G = 0.7
  pre = x_j
  post = G*sum
end
coupling Difference
  from x
  param G = 0.7
  pre = x_j - x_i
  post = G*sum
end
]]

local wong_wang = [[
model Node
  state S = %s
  param a = 0.270
  param b = 0.108
  param d = 154
  param gamma = 0.641
  param tau_s = 100
  param w = 0.6
  param J_N = 0.2609
  param I_o = 0.33
  input c
  x = w*J_N*S + I_o + J_N*c
  u = a*x - b
  H = u/(1 - exp(-d*u))
  S' = -S/tau_s + (1 - S)*H*gamma
end
network
  nodes %d
  dynamics Node
  graph weights = %s
  graph delays = %s
  coupling c = delayed %s(S) with delays = %s
end
simulate %s with dt = %g, duration = %g, coupling = %s
explore e
  coupling.c.G = [0.7, 0.2]
  record S
end
]]

-- ---- the reference -------------------------------------------------------------------------------------

local reference = json.read(kit.read(kit.uses("tests/reference/delays.json")))

local function reference_text(case)
  return couplings .. wong_wang:format(list(reference.start), reference.nodes, list(reference.weights), list(reference.delays),
    case.difference and "Difference" or "Linear", case.linear and "linear" or "nearest", case.method, reference.dt,
    reference.steps*reference.dt, case.per_stage and "per_stage" or "frozen")
end

-- How far the recording of the first row is from the states of the case.
local function distance(case)
  local worst, rows = 0, tables.read(kit.read(lab.home .. "/out/e.S.csv") or "")
  if #rows ~= 2*reference.steps*reference.nodes then return #rows .. " rows" end
  for k, step in ipairs(reference.at) do
    for node = 1, reference.nodes do
      local got = tonumber(rows[(step - 1)*reference.nodes + node].S)
      worst = math.max(worst, math.abs(got - case.states[k][node]))
    end
  end
  return worst
end

local count = 0
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  for i, case in ipairs(reference.cases) do
    local name = ("%s, %s, %s, %s, %s"):format(engine, case.method, case.linear and "linear" or "nearest",
                                               case.per_stage and "per stage" or "frozen", case.difference and "Difference" or "Linear")
    if engine == "tcc" or i % 5 == 0 then
      local _, output, code = lab.run(reference_text(case), "--no-netcdf")
      local worst = code == 0 and distance(case)
      count = count + 1
      check(type(worst) == "number" and worst < 1e-12, name, tostring(worst) .. "\n" .. output)
    end
  end
end
check(count == 24 + 2*4, "all cases were there", count)

-- ---- the same to the byte ----------------------------------------------------------------------------------

local network = couplings .. [=[
coupling Kick
  from x
  pre = tanh(3*x_j)
  post = 0.4*sum
end
coupling Product
  from x, y
  pre = x_j*y_j
  post = -0.2*sum
end
model Node
  state x = %s, y = 0.1
  input c, d, e
  x' = y - x + c + d
  y' = -x + e
end
network
  nodes 5
  dynamics Node
  graph weights = %s
  %s
  graph far weights = [[0, 1, 0, 0, 0.5], [0, 0, 0, 0, 0], [0.3, 0, 0, 0, 0], [0, 0, 0.2, 0, 0], [0, 0, 0, 1, 0]]
  graph far delays = 1.3*ones - 0.6*eye
  coupling c = delayed %s(x) with delays = %s
  coupling d = delayed Kick(y) on far
  coupling e = Product(x, y)
  noise additive on x with sigma = 0.1, key = 3
end
simulate %s with dt = 0.05, duration = 6, transient = 1
observe mean_x = mean(x over time)
observe std_y = std(y)
observe in_c = mean(c)
observe last_d = last(d)
explore e
  coupling.c.G = grid(0.1, 0.9, 7)
  %s
  record x every 0.5 ms
  record d every 0.5 ms
end
]=]

local start = { 0.5, -0.3, 0.2, 1, -1 }
local lengths = {}
for i = 1, 5 do
  lengths[i] = {}
  for j = 1, 5 do lengths[i][j] = i == j and 0 or 1 + (i*7 + j*3) % 11 + 0.37*j end
end

local function delays_at(speed)
  local out = {}
  for i, row in ipairs(lengths) do
    out[i] = {}
    for j, x in ipairs(row) do out[i][j] = x/speed end
  end
  return out
end

local function text_of(graph, how, coupling, scheme, axis)
  return network:format(list(start), list(reference.weights), graph, coupling or "Linear", how.delays or "nearest",
                        scheme or "heun", axis or "")
end

local function results(title, text, options)
  local _, output, code = lab.run(text, options)
  check(code == 0, title .. " runs", output)
  return { table = lab.csv(), x = kit.read(lab.home .. "/out/e.x.csv") or kit.read(lab.home .. "/out/e.S.csv") or "" }
end

local swept = "graph lengths = " .. list(lengths) .. " with speed = 3"

-- Rows of a text that begin with [value] in column [column].
local function rows_with(csv, column, value)
  local head, out = csv:match("^[^\n]*"), {}
  local place, at = 0, nil
  for name in head:gmatch("[^,]+") do
    place = place + 1
    if name == column then at = place end
  end
  for line in csv:sub(#head + 2):gmatch("[^\n]+") do
    local cells, k, depth = {}, 1, nil
    for cell in (line .. ","):gmatch("([^,]*),") do cells[k] = cell; k = k + 1 end
    if at and tonumber(cells[at]) == value then
      table.remove(cells, at)
      out[#out + 1] = table.concat(cells, ",")
    end
  end
  return table.concat(out, "\n"), #out
end

local speeds = { 1.7, 3, 4.25, 8 }
for _, way in ipairs { "nearest", "linear" } do
  for _, scheme in ipairs { "euler", "heun", "rk4" } do
    local how = { delays = way }
    local text = text_of(swept, how, scheme == "rk4" and "Difference" or "Linear", scheme, "graph.speed = " .. list(speeds))
    lab.engine = "tcc"
    local all = results("a swept speed", text)
    for k, engine in ipairs { "gcc", "clang" } do
      if k == 1 or scheme == "heun" then
        lab.engine = engine
        local other = results("on " .. engine, text)
        check(other.table == all.table and other.x == all.x and all.x ~= "", ("%s, %s: %s as tcc"):format(way, scheme, engine))
      end
    end
    lab.engine = "tcc"
    for _, options in ipairs { "--lanes 1", "--lanes 4 --threads 2", "--lanes 16 --threads 1" } do
      local other = results(options, text, options)
      check(other.table == all.table and other.x == all.x, ("%s, %s: %s"):format(way, scheme, options))
    end
    for k, speed in ipairs(speeds) do
      local alone = results("delays of that speed", text_of("graph delays = " .. list(delays_at(speed)), how, scheme == "rk4" and "Difference" or "Linear", scheme))
      local part, count = rows_with(all.table, "graph.speed", speed)
      check(count == 7 and part == alone.table:match("\n(.*)\n$"), ("%s, %s: speed %g is its delays"):format(way, scheme, speed), part .. "\n--\n" .. alone.table)
      if scheme == "heun" then
        local set = results("a speed set", text_of(swept, how, nil, scheme), "--set graph.speed=" .. speed)
        check(set.table == alone.table, ("%s: --set graph.speed=%g"):format(way, speed), set.table .. alone.table)
      end
    end
  end
end

-- A point alone, and a result run again.
do
  lab.engine = "tcc"
  local text = text_of(swept, { delays = "linear" }, nil, nil, "graph.speed = " .. list(speeds))
  local all = results("all points", text, "--format csv,nc")
  local output = lab.call("run --from out/e.nc --quiet --engine gcc --out again")
  check(kit.read(lab.home .. "/again/e.csv") == all.table and kit.read(lab.home .. "/again/e.x.csv") == all.x, "a result run again", output)
  local lines = {}
  for line in all.table:gmatch("[^\n]+") do lines[#lines + 1] = line end
  for _, point in ipairs { 0, 13, 27 } do
    results("a point", text, "--point " .. point)
    local alone = { table = kit.read(("%s/out/e.point.%d.csv"):format(lab.home, point)) }
    check(alone.table == lines[1] .. "\n" .. lines[point + 2] .. "\n", "point " .. point, alone.table)
  end
end

-- A swept step, a swept matrix; single precision.
do
  local text = text_of(swept, {}, nil, nil, "simulate.dt = [0.1, 0.05, 0.2]"):gsub("grid%(0.1, 0.9, 7%)", "[0.1, 0.5]"):gsub("  record [^\n]*", "")
  local all = results("steps swept", text)
  for _, dt in ipairs { 0.1, 0.05, 0.2 } do
    local alone = results("a step set", text:gsub("  simulate.dt = [^\n]*", ""), "--set simulate.dt=" .. dt)
    check(rows_with(all.table, "simulate.dt", dt) == alone.table:match("\n(.*)\n$"), "a swept step of " .. dt)
  end
  local matrices = { delays_at(2), delays_at(5) }
  local matrix = "graph delays = " .. list(matrices[1])
  all = results("matrices swept", text_of(matrix, {}, nil, nil, "graph.delays = " .. list(matrices)))
  for k, m in ipairs(matrices) do
    local alone = results("a matrix set", text_of(matrix, {}), kit.quote("--set=graph.delays=" .. list(m)))
    check(all.table:find(alone.table:match("\n([^,]*,)[^\n]*\n$"), 1, true), "there are rows")
    check(select(2, rows_with(all.table, "coupling.c.G", 0.9)) == 2, "two matrices " .. k)
    for line in alone.table:gmatch("\n([^\n]+)") do
      local G, rest = line:match("^([^,]*),(.*)$")
      check(all.table:find(rest, 1, true), ("matrix %d at G = %s"):format(k, G), line .. "\n" .. all.table)
    end
  end
  local single = text_of(swept, {}, nil, nil, "graph.speed = " .. list(speeds))
  local tcc = results("single precision", single, "--real f32")
  for _, engine in ipairs { "gcc", "clang" } do
    lab.engine = engine
    check(results("single precision", single, "--real f32").table == tcc.table, "single precision, " .. engine .. " as tcc")
  end
  lab.engine = "tcc"
end

-- Lags that all points share, of nodes too many to be written out: sums of whole blocks, of all pairs and of
-- listed edges, whatever vectors there are, against one point after the other.
do
  local function network_of(edges, scheme, stage)
    local weights, delays, nodes = {}, {}, 19
    for i = 1, nodes do
      weights[i], delays[i] = {}, {}
      for j = 1, nodes do weights[i][j] = (edges == "all" or (i*5 + j*3) % 7 == 1 and i ~= 4) and 0.1 + (i*7 + j*13) % 10*0.07 or 0 end
      for j = 1, nodes do delays[i][j] = (i*11 + j*17) % 23*0.1 end
    end
    return couplings .. ([=[
model Node
  state x = 0.5, y = 0.1
  input c
  x' = y - x + 0.3*c
  y' = tanh(c) - x
end
network
  nodes %d
  dynamics Node
  graph weights = %s
  graph delays = %s
  coupling c = delayed Linear(x) with delays = nearest
  noise additive on x with sigma = 0.1, key = 3
end
simulate %s with dt = 0.1, duration = 4, coupling = %s
observe mean_x = mean(x)
observe std_y = std(y)
explore e
  coupling.c.G = grid(0.01, 0.2, 37)
end
]=]):format(nodes, list(weights), list(delays), scheme, stage)
  end
  for _, edges in ipairs { "all", "some" } do
    for _, way in ipairs { "heun frozen f32", "heun per_stage f64", "rk4 per_stage f32" } do
      local scheme, stage, real = way:match("(%S+) (%S+) (%S+)")
      local text = network_of(edges, scheme, stage)
      lab.engine = "tcc"
      local one = results("a point at a time", text, "--lanes 1 --real " .. real)
      check(select(2, one.table:gsub("\n", "")) == 38 and not one.table:find("nan"), "all points are there", one.table)
      for _, engine in ipairs { "gcc", "clang" } do
        lab.engine = engine
        for _, lanes in ipairs { 4, 16, 64 } do
          if engine == "gcc" or lanes == 16 then
            local other = results("in blocks", text, ("--lanes %d --real %s"):format(lanes, real))
            check(other.table == one.table, ("edges: %s, %s, %s, %d lanes"):format(edges, way, engine, lanes))
          end
        end
      end
    end
  end
  lab.engine = "tcc"
end

-- What is observed of an input behind a step is what the next step reads.
do
  local text = couplings .. [=[
model Node
  state x = [1, 2, 3]
  input c
  x' = c - x
end
network
  nodes 3
  dynamics Node
  graph weights = ones
  graph delays = [[0, 0.3, 0.55], [0.1, 0, 0.26], [0.8, 0.12, 0]]
  coupling c = delayed Linear(x) with delays = linear
end
simulate euler with dt = 0.1, duration = 3
explore e
  coupling.c.G = [0.7]
  record x
  record c
end
]=]
  results("an input", text, "--no-netcdf")
  local rows, worst = tables.read(kit.read(lab.home .. "/out/e.x.csv")), 0
  local inputs = tables.read(kit.read(lab.home .. "/out/e.c.csv"))
  for i = 1, #rows - 3 do
    local x, after, c = tonumber(rows[i].x), tonumber(rows[i + 3].x), tonumber(inputs[i].c)
    worst = math.max(worst, math.abs(x + 0.1*(c - x) - after))
  end
  check(#rows == 90 and #inputs == 90 and worst < 1e-13, "an input behind a step", #rows .. " " .. worst)
end

kit.finish()
