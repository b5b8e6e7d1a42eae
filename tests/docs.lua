-- docs.lua -- the examples of the documents do what they say.
--
--   lua5.4 tests/docs.lua out/massc
--
-- An example is a fence of README.md or docs/*.md:
--   ```mass           massc check finds no error in it
--   ```mass run       and massc run ends well
--   ```mass error     massc check finds what the comments "# error LINE:COL text" say
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/docs.lua PROGRAM")
local folder = kit.folder()

local examine = {}

local function call(command, path, rest)
  return kit.run(("XDG_CACHE_HOME=%s/cache timeout 120 %s %s %s %s")
                 :format(folder, massc, command, path, rest or ""))
end

function examine.check(name, path)
  local output, code = call("check", path)
  kit.check(code == 0 and output == "", name .. " is checked without a message", output)
end

function examine.run(name, path)
  examine.check(name, path)
  local output, code = call("run", path, "--out " .. folder .. "/results")
  kit.check(code == 0, name .. " runs", output)
end

function examine.error(name, path)
  local output, code = call("check", path)
  local missing = ""
  for expected in kit.read(path):gmatch("# error ([^\n]+)") do
    local place, text = expected:match("^(%S+) (.*)$")
    local line = ("%s:%s: error: %s\n"):format(path, place, text)
    if not output:find(line, 1, true) then missing = missing .. line end
  end
  kit.check(code == 1 and missing == "", name .. " has its errors", missing .. "-- got\n" .. output)
end

local function examples(path)
  local number, fence, body = 0, nil, nil
  for line in kit.read(kit.uses(path)):gmatch("([^\n]*)\n") do
    number = number + 1
    if fence and line:match("^```") then
      local file = kit.write(("%s/line_%d.mass"):format(folder, fence.line), table.concat(body, "\n") .. "\n")
      examine[fence.kind](("%s:%d"):format(path, fence.line), file)
      fence = nil
    elseif fence then
      body[#body + 1] = line
    elseif line:match("^```mass") then
      local kind = line:match("^```mass%s+(%w+)$") or "check"
      fence, body = { kind = assert(examine[kind] and kind, path .. ":" .. number), line = number }, {}
    end
  end
end

kit.uses("tests/docs.lua")
examples("README.md")
for _, path in ipairs(kit.files("docs", "%.md$")) do
  examples(path)
end
kit.check(kit.passed + kit.failed > 0, "there are examples")
kit.finish()
