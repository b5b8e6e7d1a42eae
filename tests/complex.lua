-- complex.lua -- complex numbers, for derivatives by complex steps: f'(x) = Im f(x + ih)/h, which
-- nothing cancels in (Squire, Trapp 1998). Order and choices look at real parts.
local complex = {}
complex.__index = complex

local function new(re, im) return setmetatable({ re = re, im = im }, complex) end
local function of(x) return type(x) == "number" and new(x, 0) or x end
complex.new, complex.of = new, of

function complex.__add(a, b) a, b = of(a), of(b) return new(a.re + b.re, a.im + b.im) end
function complex.__sub(a, b) a, b = of(a), of(b) return new(a.re - b.re, a.im - b.im) end
function complex.__unm(a) return new(-a.re, -a.im) end
function complex.__mul(a, b) a, b = of(a), of(b) return new(a.re*b.re - a.im*b.im, a.re*b.im + a.im*b.re) end
function complex.__div(a, b)
  a, b = of(a), of(b)
  local size = b.re*b.re + b.im*b.im
  return new((a.re*b.re + a.im*b.im)/size, (a.im*b.re - a.re*b.im)/size)
end
function complex.__lt(a, b) return of(a).re < of(b).re end
function complex.__le(a, b) return of(a).re <= of(b).re end

local f = {}
complex.f = f
local function cosh(x) return (math.exp(x) + math.exp(-x))/2 end
local function sinh(x) return math.abs(x) < 1e-3 and x*(1 + x*x/6*(1 + x*x/20)) or (math.exp(x) - math.exp(-x))/2 end

function f.exp(z) z = of(z) return new(math.exp(z.re)*math.cos(z.im), math.exp(z.re)*math.sin(z.im)) end
function f.log(z) z = of(z) return new(math.log(z.re*z.re + z.im*z.im)/2, math.atan(z.im, z.re)) end
function f.sqrt(z) return f.exp(f.log(z)*0.5) end
function f.sin(z) z = of(z) return new(math.sin(z.re)*cosh(z.im), math.cos(z.re)*sinh(z.im)) end
function f.cos(z) z = of(z) return new(math.cos(z.re)*cosh(z.im), -math.sin(z.re)*sinh(z.im)) end
function f.tan(z) return f.sin(z)/f.cos(z) end
function f.sinh(z) return (f.exp(z) - f.exp(-of(z)))/2 end
function f.cosh(z) return (f.exp(z) + f.exp(-of(z)))/2 end
function f.tanh(z) local e = f.exp(of(z)*2) return 1 - 2/(e + 1) end
function f.pow(z, w) return f.exp(of(w)*f.log(z)) end
function f.log1p(z) return f.log(of(z) + 1) end
function f.abs(z) z = of(z) return z.re < 0 and -z or z end
function f.min(a, b) a, b = of(a), of(b) return b.re < a.re and b or a end
function f.max(a, b) a, b = of(a), of(b) return b.re > a.re and b or a end
function f.floor(z) return new(math.floor(of(z).re), 0) end
function f.heaviside(z) return new(of(z).re >= 0 and 1 or 0, 0) end
function f.mod(a, b) a, b = of(a), of(b) return a - b*math.floor(a.re/b.re) end
function f.hypot(a, b) a, b = of(a), of(b) return f.sqrt(a*a + b*b) end
function f.atan(z)                              -- by its real value and derivative, of a step that is small
  z = of(z)
  return new(math.atan(z.re), z.im/(1 + z.re*z.re))
end
function f.exprel(z)
  z = of(z)
  if math.abs(z.re) > 0.5 then return (f.exp(z) - 1)/z end
  local sum, term = of(1), of(1)
  for k = 2, 20 do
    term = term*z/k
    sum = sum + term
  end
  return sum
end

return complex
