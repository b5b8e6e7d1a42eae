-- headers.lua -- a header and all it includes of the runtime, as one string of C.
--
--   lua5.4 runtime/headers.lua OUT.c NAME HEADER
--
-- What the system has stays included by name. For programs whose tables are compiled where the runtime's folders are not.
local out, name, root = arg[1], arg[2], arg[3]
local seen, deps, lines = {}, {}, {}

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("a")
  if file then file:close() end
  return text
end

-- Beside the file, then from runtime/.
local function find(from, header)
  for _, path in ipairs { from:match("^(.*/)") .. header, "runtime/" .. header } do
    if read(path) then return path end
  end
  error(("%s includes %s, which is nowhere"):format(from, header), 0)
end

local function take(path)
  if path:match("%.h$") and seen[path] then return end     -- tables (.def) stand where they are asked for
  seen[path] = true
  deps[#deps + 1] = path
  for line in (assert(read(path), path)):gmatch("([^\n]*)\n") do
    local header = line:match('^#include "([^"]+)"')
    if header then take(find(path, header)) else lines[#lines + 1] = line end
  end
end

take(root)
local function escaped(line)
  return (line:gsub('[%c"\\?\128-\255]', function(c)
    if c == '"' or c == "\\" or c == "?" then return "\\" .. c end
    return ("\\%03o"):format(c:byte())
  end))
end
local file = assert(io.open(out .. ".tmp", "wb"))
file:write("/* Made by runtime/headers.lua. */\nextern const char ", name, "[];\nconst char ", name, "[] =\n")
for _, line in ipairs(lines) do file:write('    "', escaped(line), '\\n"\n') end
file:write("    ;\n")
assert(file:close() and os.rename(out .. ".tmp", out))
file = assert(io.open(out .. ".d", "wb"))
file:write(out, ": ", table.concat(deps, " "), "\n")
assert(file:close())
