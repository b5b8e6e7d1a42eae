-- fused.lua -- a*b + c, rounded once, in Lua's doubles and in singles.
--
-- After Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums: proved
-- algorithms using rounding to odd" (2008). No infinities, NaN, subnormals or overflow.
local fused = {}

-- The rounded sum, and what rounding took away.
local function two_sum(a, b)
  local s = a + b
  local of_b = s - a
  return s, (a - (s - of_b)) + (b - of_b)
end

local SPLIT = 2^27 + 1

-- The same for a product (Dekker).
local function two_product(a, b)
  local p, ca, cb = a*b, SPLIT*a, SPLIT*b
  local ah, bh = ca - (ca - a), cb - (cb - b)
  local al, bl = a - ah, b - bh
  return p, ((ah*bh - p) + ah*bl + al*bh) + al*bl
end

-- a + b rounded to odd: where it is between two doubles, the one whose last bit is 1.
local function odd_sum(a, b)
  local s, lost = two_sum(a, b)
  if lost == 0 then return s end
  local bits = string.unpack("<i8", string.pack("<d", s))
  if bits & 1 == 0 then
    bits = bits + ((lost > 0) == (s > 0) and 1 or -1)
    s = string.unpack("<d", string.pack("<i8", bits))
  end
  return s
end

function fused.double(a, b, c)
  local uh, ul = two_product(a, b)
  local th, tl = two_sum(c, ul)
  local vh, vl = two_sum(uh, th)
  return vh + odd_sum(tl, vl)
end

-- A number rounded to single.
function fused.to_single(x)
  return (string.unpack("<f", string.pack("<f", x)))
end

-- Of singles: the product is exact in double, and a sum that is rounded to odd there is
-- rounded right afterwards, for 53 >= 2*24 + 2.
function fused.single(a, b, c)
  return fused.to_single(odd_sum(a*b, c))
end

return fused
