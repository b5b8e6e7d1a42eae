-- arrays.lua -- NumPy files for tests: written and read without this project.
local kit = require "kit"
local arrays = {}

local function product(shape)
  local n = 1
  for _, size in ipairs(shape) do n = n*size end
  return n
end

-- Text of a .npy file: values in row-major order, [kind] "f8" or "f4".
function arrays.npy_text(shape, values, kind)
  assert(#values == product(shape), "as many values as the shape says")
  local head = ("{'descr': '<%s', 'fortran_order': False, 'shape': (%s,), }")
               :format(kind or "f8", table.concat(shape, ", "))
  head = head .. (" "):rep(63 - (10 + #head) % 64) .. "\n"
  local out = {}
  for i, x in ipairs(values) do out[i] = string.pack(kind == "f4" and "<f" or "<d", x) end
  return "\x93NUMPY\1\0" .. string.pack("<I2", #head) .. head .. table.concat(out)
end

function arrays.npy(path, shape, values, kind)
  return kit.write(path, arrays.npy_text(shape, values, kind))
end

-- Shape, values and type of a .npy file.
function arrays.read_npy(path)
  local text = kit.read(path) or ""
  assert(text:sub(1, 8) == "\x93NUMPY\1\0", path .. " is no .npy file")
  local length = string.unpack("<I2", text, 9)
  local head, shape, values = text:sub(11, 10 + length), {}, {}
  local kind = head:match("'descr': '<(f%d)'")
  for size in head:match("'shape': %(([^)]*)%)"):gmatch("%d+") do shape[#shape + 1] = tonumber(size) end
  local at = 11 + length
  for i = 1, product(shape) do
    values[i], at = string.unpack(kind == "f4" and "<f" or "<d", text, at)
  end
  assert(at == #text + 1, path .. " ends where its shape says")
  return shape, values, kind
end

local function crc32(text)
  local crc = 0xffffffff
  for i = 1, #text do
    crc = crc ~ text:byte(i)
    for _ = 1, 8 do crc = (crc >> 1) ~ (crc & 1)*0xedb88320 end
  end
  return crc ~ 0xffffffff
end

-- A .npz file of uncompressed members: { {name, npy text}, ... }.
function arrays.npz(path, members)
  local body, list = "", ""
  for _, member in ipairs(members) do
    local name, text = member[1] .. ".npy", member[2]
    local fields = string.pack("<I2I2I2I2I2I4I4I4I2I2", 20, 0, 0, 0, 33, crc32(text), #text, #text, #name, 0)
    list = list .. "PK\1\2" .. string.pack("<I2", 20) .. fields
           .. string.pack("<I2I2I2I4I4", 0, 0, 0, 0, #body) .. name
    body = body .. "PK\3\4" .. fields .. name .. text
  end
  return kit.write(path, body .. list .. "PK\5\6"
                         .. string.pack("<I2I2I2I2I4I4I2", 0, 0, #members, #members, #list, #body, 0))
end

return arrays
