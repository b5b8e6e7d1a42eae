-- networks.lua -- thirty short runs of networks, against what tvboptim makes of them in double precision.
--
--   lua5.4 tests/networks.lua out/massc
--
-- tests/reference/tvboptim_trajectories.json has the numbers, tvboptim_trajectories.py a program of its own that makes them, too.
-- Each run is held at its first, middle and last step, and in the mean and the standard deviation of all its numbers, to 1e-10.
-- Twenty-seven are written here as they were there. Three hold something that only the peer does, and are written so that the same
-- numbers come out:
--
--   rww_voi_aux_heun       its auxiliary H is that of the step before: row n here is row n + 1 there
--   rww_block_noise_heun   its noise is drawn anew for each 16 steps, with a key for each block: it is loaded (blocks of the JSON)
--   wc_tanh_onerow_heun    one coupling for an input of two rows is read twice: one coupling feeds both inputs
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local massc = arg[1]
local lab = require "lab" (massc)
local check = kit.check

local reference = json.read(kit.read(kit.uses("tests/reference/tvboptim_trajectories.json")))

local function list(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = type(x) == "table" and list(x) or ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end
local function times(m, k)
  local out = {}
  for i, x in ipairs(m) do out[i] = type(x) == "table" and times(x, k) or k*x end
  return out
end

local weights = "graph weights = " .. list(reference.weights)
local delays = "graph delays = " .. list(reference.delays)
local lengths = "graph lengths = " .. list(times(reference.delays, 10)) .. " [mm] with speed = 4 [mm/ms]"

-- ---- what each is ---------------------------------------------------------------------------------------

local noise = "noise additive with sigma = 0.01, key = 7"
local two_rows = [=[
coupling Rows "two of tvboptim's rows"
  from x, y
  to first, second
  param G = 1
  pre  = x_j, y_j
  post = G*sum, G*sum
end
]=]

-- Model, network, scheme; dt 0.1, frozen where nothing else is said.
local cases = {}
local function case(name, c) c.name = name; cases[#cases + 1] = c end
for _, scheme in ipairs { "euler", "heun", "rk4" } do
  local function rww(name, coupling, c)
    c = c or {}
    c.model, c.network, c.scheme = "ReducedWongWang", { coupling, noise, c.delayed and delays }, scheme
    case(name:format(scheme), c)
  end
  rww("rww_instant_%s", "coupling instant = Linear(S) with G = 0.7")
  rww("rww_instant_perstage_%s", "coupling instant = Linear(S) with G = 0.7", { per_stage = true })
  rww("rww_delayed_%s", "coupling delayed = delayed Linear(S) with G = 0.7", { delayed = true })
  rww("rww_delayed_linear_%s", "coupling delayed = delayed Linear(S) with G = 0.7, delays = linear", { delayed = true })
end
case("rww_delayed_sparse_heun", { model = "ReducedWongWang", network = { "coupling delayed = delayed Linear(S) with G = 0.7", noise, delays },
                                  delayed = true })
case("length_graph_heun", { model = "ReducedWongWang", network = { "coupling delayed = delayed Linear(S) with G = 0.7", noise, lengths },
                            delayed = true })
case("rww_voi_aux_heun", { model = "ReducedWongWang", network = { "coupling instant = Linear(S) with G = 0.7", noise }, shifted = true })
case("rww_bounded_heun", { model = "Bounded", text = [=[
model Bounded "ReducedWongWang, cut after each step"
  state S = 0.1 clamp [0, 0.15]
  input instant
  u = 0.27*(0.6*0.2609*S + 0.33 + 0.2609*instant) - 0.108
  S' = -S/100 + (1 - S)*0.641*u/(1 - exp(-154*u))
end
]=], network = { "coupling instant = Linear(S) with G = 3", "noise additive with sigma = 0.2, key = 7" } })
case("rww_block_noise_heun", { model = "ReducedWongWang", network = { "coupling instant = Linear(S) with G = 0.7",
                               'noise additive with sigma = 0.01, draws = "blocks.npy"' }, blocks = true })
case("jr_delayed_sig_heun", { model = "JansenRitTvboptim", dt = 0.5, delayed = true, network = { delays,
     "coupling delayed = delayed SigmoidalJansenRit(y1, y2) with G = 5", "noise additive on y4 with sigma = 1e-3, key = 7" } })
case("g2d_diff_multnoise_heun", { model = "Generic2dOscillator", start = "V = 0, W = 0",
     network = { "coupling instant = Difference(V) with G = 0.3",
                 "noise on V = sigma*(1 + scale*abs(V)) with sigma = 0.05, scale = 0.5, key = 7" } })
case("g2d_ext_pulse_rk4", { model = "Generic2dOscillator", scheme = "rk4", start = "V = 0, W = 0",
     network = { "coupling instant = Linear(V) with G = 0.1", "stimulus = 0.5*pulse(t, 1 ms, 2 ms)" } })
case("g2d_ext_sine_heun", { model = "Generic2dOscillator", start = "V = 0, W = 0",
     network = { "coupling instant = Linear(V) with G = 0.1", "stimulus = 0.5*sine(t, 0.3, 0.1)" } })
case("suphopf_delayed2_heun", { model = "SupHopfTvboptim", start = "a = 0.5", text = two_rows, delayed = true,
     network = { delays, "coupling delayed_x, delayed_y = delayed Rows(x, y) with G = 0.2", noise } })
case("mpr_instant2_heun", { model = "MontbrioPazoRoxinTvboptim", dt = 0.01, text = two_rows,
     network = { "coupling instant_r, instant_V = Rows(r, V) with G = 0.2", noise } })
case("kuramoto_delayed_heun", { model = "KuramotoTvboptim", delayed = true,
     network = { delays, "coupling delayed = delayed Kuramoto(theta) with G = 0.5", noise } })
case("kuramoto_delayed_linear_perstage_heun", { model = "KuramotoTvboptim", per_stage = true, delayed = true,
     network = { delays, "coupling delayed = delayed Kuramoto(theta) with G = 0.5, delays = linear", noise } })
case("kuramoto_delayed_linear_frozen_heun", { model = "KuramotoTvboptim", delayed = true,
     network = { delays, "coupling delayed = delayed Kuramoto(theta) with G = 0.5, delays = linear", noise } })
case("epileptor_heun", { model = "EpileptorTvboptim", network = { "coupling instant_x1 = Difference(x1)", "coupling instant_x2 = Difference(x2)" } })
case("wc_sigmoid_heun", { model = "WilsonCowanTvboptim", dt = 0.5, start = "P = 1", delayed = true,
     network = { delays, "coupling delayed = delayed Sigmoid(E) with G = 0.5, slope = 2, midpoint = 0.1" } })
case("wc_tanh_onerow_heun", { model = "WilsonCowanTvboptim", dt = 0.5, start = "P = 1",
     network = { "coupling instant_E, instant_I = Tanh(E)" } })
case("g2d_sigmoid_heun", { model = "Generic2dOscillator", start = "V = 0, W = 0",
     network = { "coupling instant = Sigmoid(V) with G = 0.3, slope = 3, midpoint = 0.05" } })

-- ---- running them ---------------------------------------------------------------------------------------

local function experiment(c, want)
  local dt = c.dt or 0.1
  local lines = { (c.text or "") .. (c.text and c.text:find("model " .. c.model) and "" or "use " .. c.model), "network", "  " .. weights }
  lines[#lines + 1] = ("  dynamics %s%s"):format(c.model, c.start and " with " .. c.start or "")
  for _, line in pairs(c.network) do
    if line then lines[#lines + 1] = "  " .. line end
  end
  lines[#lines + 1] = ("end\nsimulate %s with dt = %g ms, duration = %g ms, coupling = %s"):format(c.scheme or "heun", dt, want.steps*dt,
    c.per_stage and "per_stage" or "frozen")
  lines[#lines + 1] = ("record %s\nexplore e\nend\n"):format(table.concat(want.names, ", "))
  return table.concat(lines, "\n")
end

-- [step][variable][node] of what was recorded.
local function recorded(want)
  local rows, file = {}, kit.read(lab.home .. "/out/e.results.csv") or kit.read(lab.home .. ("/out/e.%s.csv"):format(want.names[1])) or ""
  local node = 0
  for line in file:gmatch("[^\n]+") do
    local values = {}
    for cell in line:gmatch("[^,]+") do values[#values + 1] = tonumber(cell) end
    if #values == #want.names + 2 then
      if values[2] == 0 then
        rows[#rows + 1] = {}
        for v = 1, #want.names do rows[#rows][v] = {} end
      end
      node = values[2]
      for v = 1, #want.names do rows[#rows][v][node + 1] = values[v + 2] end
    end
  end
  return rows
end

local function moments(rows)
  local sum, squares, n = 0, 0, 0
  for _, row in ipairs(rows) do
    for _, values in ipairs(row) do
      for _, x in ipairs(values) do sum, n = sum + x, n + 1 end
    end
  end
  for _, row in ipairs(rows) do
    for _, values in ipairs(row) do
      for _, x in ipairs(values) do squares = squares + (x - sum/n)^2 end
    end
  end
  return sum/n, math.sqrt(squares/n)
end

local BOUND = 1e-10

local function off(got, want)
  local worst = 0
  for v, values in ipairs(want) do
    for i, x in ipairs(values) do
      local y = got and got[v] and got[v][i] or 0/0
      local e = math.abs(y - x)/math.max(1, math.abs(x))
      if not (e <= worst) then worst = e end
    end
  end
  return worst
end

-- The auxiliary of ReducedWongWang at the start, whose coupling is known there.
local function first_rate()
  local out = {}
  for i, row in ipairs(reference.weights) do
    local u = 0.27*(0.6*0.2609*0.1 + 0.33 + 0.2609*0.7*0.1*(row[1] + row[2] + row[3])) - 0.108
    out[i] = u/(1 - math.exp(-154*u))
  end
  return out
end

local function shifted(rows)
  local before = first_rate()
  for _, row in ipairs(rows) do row[2], before = before, row[2] end
end

local function write_blocks()
  local draws, numbers = reference.blocks, {}
  for _, step in ipairs(draws) do
    for _, x in ipairs(step) do numbers[#numbers + 1] = ("<d"):pack(x) end
  end
  local head = ("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, 1, 3), }"):format(#draws)
  head = head .. (" "):rep(63 - (10 + #head) % 64) .. "\n"
  kit.write(lab.home .. "/blocks.npy", "\x93NUMPY\1\0" .. ("<I2"):pack(#head) .. head .. table.concat(numbers))
end

local count = 0
for _, c in ipairs(cases) do
  local want = reference.trajectories[c.name]
  count = count + (want and 1 or 0)
  if c.blocks then write_blocks() end
  for _, file in ipairs(kit.files(lab.home .. "/out", "%.csv$")) do os.remove(file) end
  local _, output = lab.run(experiment(c, want), "--format csv")
  local rows = recorded(want)
  if c.shifted then shifted(rows) end
  local mean, std = moments(rows)
  local e = { off(rows[1], want.first), off(rows[want.steps//2 + 1], want.mid), off(rows[want.steps], want.last),
              math.abs(mean - want.mean), math.abs(std - want.std) }
  local good = #rows == want.steps
  for _, x in ipairs(e) do good = good and x <= BOUND end
  check(good, c.name, ("%d rows; first %.1e mid %.1e last %.1e mean %.1e std %.1e\n%s"):format(#rows, e[1], e[2], e[3], e[4], e[5], output))
end
local there = 0
for _ in pairs(reference.trajectories) do there = there + 1 end
check(count == 30 and there == 30 and #cases == 30, "all thirty were looked at", count)
kit.finish()
