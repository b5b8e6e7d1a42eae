-- samples.lua -- data in stimuli: linear and cubic between samples, held, extended or zero beyond them.
--
--   lua5.4 tests/samples.lua out/massc
--
-- Results are those of Hermite's form of the cubic and of the integrator of tests/schemes.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local schemes = require "schemes"
local lab = require "lab" (arg[1])
local check, gives, each = kit.check, lab.gives, schemes.each

-- ---- interpolation ------------------------------------------------------------------------

local function piece_of(times, t)
  local i = 1
  while i + 2 <= #times and t >= times[i + 1] do i = i + 1 end
  return i
end

local at = {}

function at.linear(times, y, t)
  local i = piece_of(times, t)
  return y[i] + (y[i + 1] - y[i])*(t - times[i])/(times[i + 1] - times[i])
end

-- In the four functions of Hermite; the slope at a sample is that to it, at the first that from it.
function at.cubic(times, y, t)
  local i = piece_of(times, t)
  local h = times[i + 1] - times[i]
  local function slope(k) return (y[k] - y[k - 1])/(times[k] - times[k - 1]) end
  local s, m0, m1 = (t - times[i])/h, slope(math.max(i, 2)), slope(i + 1)
  return (2*s^3 - 3*s^2 + 1)*y[i] + (s^3 - 2*s^2 + s)*h*m0 + (-2*s^3 + 3*s^2)*y[i + 1] + (s^3 - s^2)*h*m1
end

local function value(way, ends, times, y, t)
  local last = #times
  if ends == "hold" then
    if t <= times[1] then return y[1] elseif t >= times[last] then return y[last] end
  elseif ends == "zero" and (t < times[1] or t > times[last]) then
    return 0
  end
  return at[way](times, y, t)
end

local function list(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = type(x) == "table" and list(x) or ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end

-- ---- one node: both ways, all ends, few samples and many --------------------------------------

local few = { times = { 0.5, 1, 2.25, 3.5, 4 }, values = { 0.5, -1, 2, 0.25, 1 } }
local many = { times = {}, values = {} }
for i = 1, 21 do
  many.times[i] = 0.25*i + (i % 3)/16
  many.values[i] = math.sin(i*i)
end

local long = { times = {}, values = {} }         -- so many that they are searched by halves
for i = 1, 61 do
  long.times[i] = 0.0625*i + (i % 3)/64
  long.values[i] = math.sin(i*i)
end

local one = [[
precision %s
model Leak
  state x = 0.5
  input c
  x' = -0.3*x + c
end
network
  stimulus on c = a*%s(t - onset, %s, %s%s) with a = 0.5, onset = 0
end
simulate %s with dt = 0.125, duration = 6
observe m = last(x)
explore e
  stimulus.onset = [0, 0.375, -1, 3]
  stimulus.a     = [0.5, -2]
end
]]

local function ways(engine)
  lab.engine = engine
  for name, data in pairs { few = few, many = many, long = long } do
    for _, way in ipairs { "linear", "cubic" } do
      for _, ends in ipairs { "hold", "extrapolate", "zero" } do
        for scheme, precision in pairs { euler = "double", heun = "single", rk4 = "double" } do
          local text = one:format(precision, way, list(data.times), list(data.values), ends == "hold" and "" or ", " .. ends, scheme)
          local want = {}
          for _, onset in ipairs { 0, 0.375, -1, 3 } do
            for _, a in ipairs { 0.5, -2 } do
              want[#want + 1] = schemes.integrate(scheme, function(t, x)
                return { -0.3*x[1] + a*value(way, ends, data.times, data.values, t - onset) }
              end, { 0.5 }, 0.125, 6)[1]
            end
          end
          gives(("%s, %s, %s, %s samples, %s, %s"):format(engine, way, ends, name, scheme, precision), text, "m", want, nil,
                precision == "single" and 2e-5 or 1e-12)
        end
      end
    end
  end
end

-- ---- nodes, files ---------------------------------------------------------------------------------

local nodes = [[
model Still
  state x = 0
  input c
  x' = c
end
network
  nodes 3
  stimulus on c = %s with a = [1, 2, -1]
end
simulate heun with dt = 0.25, duration = 4
observe m = last(x)
explore e
  initial.x = [0, 1]
end
]]
local columns = { { 0, 1, 2 }, { 1, -1, 0 }, { 3, 0, 0.5 }, { -1, 0.25, 1 } }

local function at_node(times, i, ends, way)
  local y = each(columns, function(row) return row[i] end)
  return schemes.integrate("heun", function(t) return { ({ 1, 2, -1 })[i]*value(way or "linear", ends or "hold", times, y, t) } end, { 0 }, 0.25, 4)[1]
end

local function rows(times, ends, way)
  local first, second = {}, {}
  for i = 1, 3 do
    first[i] = at_node(times, i, ends, way)
    second[i] = 1 + first[i]
  end
  return { first, second }
end

local function npy(shape, values)
  local count = 1
  local dims = {}
  for i, n in ipairs(shape) do
    count = count*n
    dims[i] = ("%d"):format(n)
  end
  local head = ("{'descr': '<f8', 'fortran_order': False, 'shape': (%s,), }"):format(table.concat(dims, ", "))
  head = head .. (" "):rep((64 - (#head + 11) % 64) % 64) .. "\n"
  local out = { "\147NUMPY\1\0", string.pack("<s2", head) }
  for i = 1, count do out[#out + 1] = string.pack("<d", values[i]) end
  return table.concat(out)
end

local function files()
  lab.engine = "tcc"
  local times, flat, lines, plain = { 0.5, 1, 2, 3.25 }, {}, { "t,a,b,c" }, {}
  for i, row in ipairs(columns) do
    for _, x in ipairs(row) do flat[#flat + 1] = x end
    lines[#lines + 1] = ("%g,%g,%g,%g"):format(times[i], table.unpack(row))
    plain[i] = ("%g %g %g %g"):format(times[i], table.unpack(row))
  end
  kit.write(lab.home .. "/times.npy", npy({ 4 }, times))
  kit.write(lab.home .. "/values.npy", npy({ 4, 3 }, flat))
  kit.write(lab.home .. "/plain.txt", table.concat(plain, "\n") .. "\n")
  kit.write(lab.home .. "/one.csv", "0.5,1\n1,-1\n2,0.5\n3.25,1\n")
  local function one_call(title, call, ...) return gives(title, nodes:format("a*" .. call), "m", rows(...), nil, 1e-12) end
  one_call("lists of nodes", ("linear(t, %s, %s)"):format(list(times), list(columns)), times)
  one_call("cubics of nodes, zero beyond", ("cubic(t, %s, %s, zero)"):format(list(times), list(columns)), times, "zero", "cubic")
  one_call("files of nodes", 'linear(t, "times.npy", "values.npy", extrapolate)', times, "extrapolate")
  one_call("a table of nodes", 'linear(t, "plain.txt")', times)
  one_call("evenly spaced samples", 'linear(t, 0.75 ms, "values.npy")', { 0, 0.75, 1.5, 2.25 })
  one_call("evenly spaced in another unit", 'cubic(t, 0.00075 s, "values.npy", zero)', { 0, 0.75, 1.5, 2.25 }, "zero", "cubic")
  local y = { 1, -1, 0.5, 1 }
  local function alike(a) return schemes.integrate("heun", function(t) return { a*value("cubic", "hold", times, y, t) } end, { 0 }, 0.25, 4)[1] end
  gives("a file of two columns", nodes:format('a*cubic(t, "one.csv")'), "m",
        { { alike(1), alike(2), alike(-1) }, { 1 + alike(1), 1 + alike(2), 1 + alike(-1) } }, nil, 1e-12)
  -- what was computed is computed again without the files' folder being where it was
  lab.write(nodes:format('a*linear(t, "times.npy", "values.npy")'))
  lab.call("run model.mass e --quiet --out first")
  local said, code = lab.call("run --from first/e.nc --quiet --out second")
  check(code == 0, "a result is run again", said)
  local difference, differs = lab.call("diff first/e.nc second/e.nc --values")
  check(differs == 0, "and is the same", difference)
end

-- ---- at the source of a connection, through what the model watches ----------------------------------

local watched = [=[
model M
  state x = 0
  input c, d
  x' = c - x
  w = 2*d + x
  watch w
end
network
  nodes 3
  graph weights = [[0, 1, 0.5], [0.25, 0, 0], [2, 1, 0]]
  coupling c = Linear(w)
  stimulus on d = a*pulse(t, onset, 1 ms) with a = [0.5, 0, -0.25], onset = 1 ms at nodes 0, 2
  stimulus late on d = linear(t - onset, 0.5 ms, %s) with onset = 0
  stimulus own on d = cubic(t, 0.5 ms, %s, zero)
end
simulate heun with dt = 0.25, duration = 4
observe m = last(x)
explore e
  stimulus.onset = [1, 0.5]
  late.onset     = [0, 0.3]
end
]=]

local function sources()
  local weights, a, times, rows = { { 0, 1, 0.5 }, { 0.25, 0, 0 }, { 2, 1, 0 } }, { 0.5, 0, -0.25 }, {}, {}
  for i = 1, 10 do
    times[i], rows[i] = 0.5*(i - 1), { math.cos(i), math.sin(3*i), i % 4 }
  end
  local function drive(i, t, onset, late)
    local y = each(rows, function(r) return r[i] end)
    return a[i]*schemes.pulse(t, onset, 1) + value("linear", "hold", times, y, t - late) + value("cubic", "zero", times, y, t)
  end
  local want = {}
  for _, onset in ipairs { 1, 0.5 } do
    for _, late in ipairs { 0, 0.3 } do
      want[#want + 1] = schemes.integrate("heun", function(t, x)
        local k = {}
        for i = 1, 3 do
          k[i] = -x[i]
          for j = 1, 3 do k[i] = k[i] + weights[i][j]*(2*drive(j, t, onset, late) + x[j]) end
        end
        return k
      end, { 0, 0, 0 }, 0.25, 4)
    end
  end
  for _, engine in ipairs { "tcc", "gcc", "clang" } do
    lab.engine = engine
    gives(engine .. ": stimuli of the sources of a coupling", watched:format(list(rows), list(rows)), "m", want, nil, 1e-12)
  end
end

-- ---- the same bits, however it is run -----------------------------------------------------------

local function same()
  local data = list(many.times) .. ", " .. list(each(many.times, function(t) return { t, math.cos(t), t*t } end))
  local text = ([[
model Still
  state x = 0
  input c
  x' = c - x
end
network
  nodes 3
  stimulus on c = a*cubic(t - onset, %s, extrapolate) with a = 0.5, onset = 0
  stimulus two on x = linear(t/stretch, %s, zero) with stretch = 1
end
simulate heun with dt = 0.0625, duration = 8
observe m = last(x)
explore e
  stimulus.onset = grid(-0.5, 3, 5)
  two.stretch    = [0.5, 1, 1.5]
end
]]):format(data, data)
  lab.write(text)
  local bytes
  for _, how in ipairs { "--engine tcc", "--engine gcc", "--engine clang", "--engine tcc --lanes 1", "--engine gcc --lanes 4", "--threads 3" } do
    local said, code = lab.call("run model.mass e --quiet --no-netcdf --out out " .. how)
    bytes = bytes or lab.csv()
    check(code == 0 and #bytes > 100 and lab.csv() == bytes, "the same bytes with " .. how, said)
  end
  local rows = {}
  for line in bytes:gmatch("[^\n]+") do rows[#rows + 1] = line end
  lab.call("run model.mass e --quiet --no-netcdf --out out --point 7")
  local one = kit.read(lab.home .. "/out/e.point.7.csv") or ""
  check(one:find(rows[9], 1, true), "and as one row", one)
  local emitted, code = lab.call("emit --kernel model.mass e")
  check(code == 0 and emitted:find("line20", 1, true), "the kernel is shown", emitted:sub(1, 200))
end

kit.uses("tests/samples.lua")
kit.uses("tests/schemes.lua")
kit.uses("models/couplings/Linear.mass")
for _, engine in ipairs { "tcc", "gcc", "clang" } do ways(engine) end
files()
sources()
same()
kit.finish()
