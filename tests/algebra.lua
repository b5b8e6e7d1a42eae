-- algebra.lua -- polynomials by Horner's rule and factors that become part of the step, docs/numbers.md.
--
--   lua5.4 tests/algebra.lua out/massc
--
-- Random rates are computed in single precision; Lua's doubles are the wide reference. What equal states
-- give, and what bits do not hang on, is compared to the bit.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
kit.uses("tests/algebra.lua")

math.randomseed(7)
local U = 2.0^-24
local DT = 0.125
local function single(x) return (string.unpack("f", string.pack("f", x))) end
local function random() return single((math.random() - 0.5)*4) end
local function list(xs)
  local out = {}
  for i, x in ipairs(xs) do out[i] = ("%.17g"):format(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end

local function text(rates, options)
  return (options.head or "") .. "precision single\nmodel M\n  state x = 0.5, y = 0.25, z = 0\n"
    .. "  param a = " .. (options.a or 0.75) .. ", b = " .. (options.b or -1.5) .. ", F = " .. (options.F or 3) .. "\n"
    .. (options.lines or "") .. "  x' = " .. rates .. "\n  y' = 0\n  z' = " .. (options.z or "0") .. "\nend\n"
    .. "simulate " .. (options.scheme or "euler") .. " with dt = 0.125, steps = " .. (options.steps or 1) .. "\n"
    .. "observe out = last(" .. (options.seen or "x") .. ")\n" .. (options.beside or "")
    .. "explore e\n" .. options.axis .. "\nend\n"
end

local function column(source)
  local rows, output, code = lab.run(source)
  local out = {}
  for i, row in ipairs(rows) do out[i] = row.out end
  if #out == 0 then error(("exit %s: %s\n%s"):format(code, output, source), 0) end
  return out
end

local function differ(a, b)
  for i = 1, math.max(#a, #b) do
    if a[i] ~= b[i] then return ("point %d: %s, %s"):format(i, a[i], b[i]) end
  end
end

-- A term: its text and its value in doubles.
local function term(power)
  local k = random()
  local spelled, value = ("%.9g"):format(k), function(p) return k end
  local way = math.random(4)
  if way == 1 then spelled, value = "a", function(p) return p.a end
  elseif way == 2 then spelled, value = "b*a", function(p) return p.a*p.b end
  elseif way == 3 then spelled, value = ("%.9g/F"):format(k), function(p) return k/p.F end end
  if power == 0 then return spelled .. "*y", function(p) return value(p)*p.y end end
  local x = power == 1 and "x" or math.random(2) == 1 and "x^" .. power or ("x*"):rep(power - 1) .. "x"
  if math.random(2) == 1 then return spelled .. "*" .. x, function(p) return value(p)*p.x^power end end
  return x .. "*" .. spelled, function(p) return value(p)*p.x^power end
end

local starts = {}
for i = 1, 24 do starts[i] = random() end
local base = { a = 0.75, b = -1.5, F = 3, y = 0.25 }
local changed, worst = 0, 0
for case = 1, 24 do
  local powers, parts, values = { math.random(2, 6), 1, 0, math.random(1, 3) }, {}, {}
  for i, power in ipairs(powers) do parts[i], values[i] = term(power) end
  -- brackets at random, which change no number of the reference
  local sum = math.random(2) == 1 and ("(%s) + %s - (%s) + %s"):format(table.unpack(parts))
              or ("%s + (%s - %s + %s)"):format(table.unpack(parts))
  local signs = math.random() and (sum:sub(1, 1) == "(" and { 1, 1, -1, 1 } or { 1, 1, -1, 1 })
  local factor = ({ "F*(%s)", "(%s)/F", "(%s)" })[math.random(3)]
  local f = factor == "F*(%s)" and base.F or factor == "(%s)/F" and 1/base.F or 1
  local axis = "  initial.x = " .. list(starts)
  local ours = column(text(factor:format(sum), { axis = axis }))
  local literal = column(text(factor:format(sum), { axis = axis, head = "arithmetic literal\n" }))
  if differ(ours, literal) then changed = changed + 1 end
  for i, x in ipairs(starts) do
    local p = setmetatable({ x = x }, { __index = base })
    local want, size = x, math.abs(x)
    for k, value in ipairs(values) do
      want = want + DT*f*signs[k]*value(p)
      size = size + math.abs(DT*f*value(p))
    end
    local bound = (2*(powers[1] + 1) + #parts + 2 + 4)*U*size
    for name, got in pairs { ["by rule"] = ours[i], literal = literal[i] } do
      local off = math.abs(tonumber(got) - want)
      worst = math.max(worst, off/bound)
      kit.check(off <= bound, ("%s, %s: x = %.9g"):format(factor:format(sum), name, x), ("%s, not %.17g"):format(got, want))
    end
  end
end
kit.check(changed > 12, "most polynomials are computed otherwise than written", changed)

-- What gives exactly what is written.
local grid = "  initial.x = " .. list(starts)
local function same_as_written(title, rate, options)
  options = options or {}
  options.axis = options.axis or grid
  local ours = column(text(rate, options))
  options.head = "arithmetic literal\n"
  kit.check(not differ(ours, column(text(rate, options))), title, differ(ours, column(text(rate, options))))
end
for _, condition in ipairs { "if x^3 + x^2 - 0.1*x > 0.2 then 1 else 2", "heaviside(x^3 - x^2 + a)", "sign(x^2 - x)", "floor(3*x^2 + 2*x)",
                             "if mod(x^2 + 5*x, 0.3) > 0.1 then 1 else 0" } do
  same_as_written("a condition stays: " .. condition, condition)
end
same_as_written("products of two states stay", "x^3 + x^2 + x*y")
same_as_written("one power stays", "a*x^3 + y + b")

-- Equal states: z' of equal x and y is 0.
for _, rate in ipairs { "x^2 - y^2 + x - y", "(a*x^3 + b*x^2) - (a*y^3 + b*y^2)", "d - x^3 - x^2", "x^2 + x - (y + y^2)",
                        "(x^2 + b*x) - (x*y + b*y)", "f(x) - f(y)" } do
  local zeros = column(text("0", { z = rate, seen = "z", lines = "  d = x^3 + x^2\n  f(v) = a*v^3 - v^2 + v\n",
    axis = "  initial.x = " .. list(starts) .. "\n  initial.y = " .. list(starts), beside = "" }):gsub("explore e", "explore e zip"))
  local wrong
  for i, cell in ipairs(zeros) do if tonumber(cell) ~= 0 then wrong = ("x = %g: %s"):format(starts[i], cell) end end
  kit.check(not wrong, rate .. " is 0 for equal states", wrong)
end

-- Names, brackets, fixed or swept, and what stands beside.
local cubic = "F*(a*x^3 + b*x^2 - x + y)"
for _, scheme in ipairs { "euler", "heun", "rk4" } do
  local plain = column(text(cubic, { axis = grid, steps = 20, scheme = scheme }))
  for title, source in pairs {
    bracketed = text("F*((y + a*x^3) - (x - b*x^2))", { axis = grid, steps = 20, scheme = scheme }),
    renamed = text(cubic, { axis = grid, steps = 20, scheme = scheme }):gsub("%f[%w]a%f[%W]", "omega"),
    named = text("G*(k*x^3 + b*x^2 - x + y)", { axis = grid, steps = 20, scheme = scheme, lines = "  k = a\n  G = id(F)\n  id(v) = v\n" }),
    observed = text(cubic, { axis = grid, steps = 20, scheme = scheme, beside = "observe m = mean(x^3 + x^2)\n" }),
  } do
    local got = column(source)
    kit.check(not differ(plain, got), title .. " with " .. scheme, differ(plain, got))
  end
  for name, values in pairs { F = { 0, 1e-39, -1e-37, 1e-30, 3, -0.5, 1e38 }, a = { 0, 0.75, -1 }, b = { 0, -1.5, 2 } } do
    local swept = column(text(cubic, { axis = ("  %s = %s"):format(name, list(values)), steps = 20, scheme = scheme }))
    for i, v in ipairs(values) do
      local fixed = column(text(cubic, { axis = "  initial.y = [0.25]", steps = 20, scheme = scheme, [name] = ("%.17g"):format(v) }))
      kit.check(fixed[1] == swept[i], ("%s = %g is fixed or swept with %s"):format(name, v, scheme), fixed[1] .. ", " .. swept[i])
    end
  end
end
kit.finish()
