-- docs.lua -- the examples of the documents do what they say.
--
--   lua5.4 tests/docs.lua out/massc [--accept]
--
-- A document that speaks of the sources names files, types and tests that are there.
--
-- docs/kernel.md shows the steps of two kernels, as they are emitted:
--   <!-- emitted: FILE EXPLORATION --> ... <!-- end -->      --accept writes them there
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

-- All text of sources in which a document's words are looked for, and their names.
local function sources()
  local all, names = {}, {}
  for path in kit.run("find grammar generator runtime templates tests models docs -type f | grep -v corpus"):gmatch("[^\n]+") do
    if path:match("%.[chyl]$") or path:match("%.def$") then all[#all + 1] = kit.read(path) end
    names[#names + 1] = "/" .. path
  end
  return table.concat(all, "\n"), table.concat(names, "\n") .. "\n"
end

local function words(path, text, names)
  local missing = ""
  local page = kit.read(path):gsub("\n```.-\n```", "")     -- fences hold circuits and the language
  for file in page:gmatch("[%w_/]+%.[%w]+") do
    local known = file:match("%.[chyl]$") or file:match("%.def$") or file:match("%.lua$") or file:match("%.mass$")
    if known and not names:find("/" .. file .. "\n", 1, true) then missing = missing .. file .. "\n" end
  end
  for kind in page:gmatch("`struct (%w+)") do
    if not text:find("struct " .. kind .. " {", 1, true) then missing = missing .. "struct " .. kind .. "\n" end
  end
  for line in page:gmatch("%*runs: ([^*]+)%*") do
    for test in line:gmatch("`([%w_]+)`") do
      if not text:find("START_TEST(" .. test .. ")", 1, true) then missing = missing .. test .. "\n" end
    end
  end
  kit.check(missing == "", path .. " names what is there", missing)
end

local text, names = sources()
for _, path in ipairs { "docs/architecture.md", "docs/kernel.md", "docs/shape.md" } do words(path, text, names) end

-- From the numbers of the buffers to the tables: what one kernel has of its own.
local function steps_of(file, name)
  local text = kit.run(("%s emit --kernel %s %s"):format(massc, file, name))
  local start = text:find("/* The buffers, and what each holds. */", 1, true)
  local stop = text:find("\nstatic const struct kernel_axis axes", 1, true)
  return start and stop and text:sub(start, stop):gsub("%s*$", "\n") or "no steps found\n"
end

local function shown(path)
  return (kit.read(path):gsub("(<!%-%- emitted: (%S+) (%S+) %-%->\n).-(<!%-%- end %-%->)", function(open, file, name, close)
    return open .. "```c\n" .. steps_of(file, name) .. "```\n" .. close
  end))
end

local page = "docs/kernel.md"
if arg[2] == "--accept" then kit.write(page, shown(page)) end
kit.same(kit.read(kit.uses(page)), shown(page), page .. " shows what massc emits")

-- Links to files of the checkout, and to their headings.
local function anchors(text)
  local list = {}
  for title in ("\n" .. text):gmatch("\n#+ +([^\n]+)") do
    list[title:lower():gsub("[^%w%s_-]", ""):gsub(" ", "-")] = true
  end
  return list
end

local function links(path)
  local folder, page = path:match("^(.*/)") or "", kit.read(path):gsub("\n```.-\n```", "")
  local missing = ""
  for target in page:gmatch("%]%(([^)%s]+)%)") do
    local file, anchor = target:match("^([^#]*)#?(.*)$")
    local whole = file == "" and path or folder .. file
    local text = not target:find("^%a+:") and kit.read(whole)
    local bad = not target:find("^%a+:") and (not text or (anchor ~= "" and not anchors(text)[anchor]))
    if bad then missing = missing .. target .. "\n" end
  end
  kit.check(missing == "", path .. " links to what is there", missing)
end

kit.uses("tests/docs.lua")
links("README.md")
for _, path in ipairs(kit.files("docs", "%.md$")) do links(path) end
examples("README.md")
for _, path in ipairs(kit.files("docs", "%.md$")) do
  examples(path)
end
kit.check(kit.passed + kit.failed > 0, "there are examples")
kit.finish()
