-- npy.lua -- a NumPy array by its own description: its shape, and its numbers in C order.
--
-- After "A simple file format for NumPy arrays" (NEP 1), version 1.0; complains of every byte
-- that is not as written there.
local kit = require "kit"

local npy = {}

-- Numbers, and how long each dimension is, as a list.
function npy.read(path)
  local bytes = assert(kit.read(path), path)
  assert(bytes:sub(1, 8) == "\x93NUMPY\1\0", path .. ": its magic")
  local length = string.unpack("<I2", bytes, 9)
  assert((10 + length) % 64 == 0 and bytes:sub(10 + length, 10 + length) == "\n", path .. ": the length of its head")
  local head = bytes:sub(11, 10 + length)
  local kind, size, list = head:match("^{'descr': '<([fiu])(%d)', 'fortran_order': False, 'shape': %(([%d, ]*)%), } *\n$")
  assert(kind, path .. ": " .. head)
  local shape, count, numbers = {}, 1, {}
  for n in list:gmatch("%d+") do
    shape[#shape + 1] = math.tointeger(n)
    count = count*math.tointeger(n)
  end
  assert(#bytes == 10 + length + count*size, path .. ": its length")
  local one = kind == "f" and (size == "4" and "f" or "d") or kind .. size
  local at, some = 11 + length, "<" .. one:rep(100)
  for i = 1, count - count % 100, 100 do
    table.move({ string.unpack(some, bytes, at) }, 1, 100, i, numbers)
    at = at + 100*size
  end
  for i = count - count % 100 + 1, count do
    numbers[i], at = string.unpack("<" .. one, bytes, at)
  end
  return numbers, shape, kind .. size
end

kit.uses("tests/npy.lua")
return npy
