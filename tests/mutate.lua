-- mutate.lua -- one slip makes one message: shipped files with a line, a token or a byte left out.
--
--   lua5.4 tests/mutate.lua out/massc [--show N]
--
-- A slip may leave a file that is right (a comment, a clause, a digit), or have two
-- faces; it must not start a landslide. --show prints the files with most messages.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local cover = require "cover"
local massc = assert(arg[1], "usage: lua5.4 tests/mutate.lua PROGRAM [--show N]")
local show = arg[2] == "--show" and tonumber(arg[3]) or 0
local folder = kit.folder()
local most_of_a_kind = 700          -- slips of a kind tried in a text; spread over it evenly
local most_of_a_model = 100         -- in a file of the library: there are many of them

-- The texts that are cut: shipped files, of the library so many that they have all of its language,
-- and the examples of the documents.
local function texts()
  local list, library = {}, {}
  for _, where in ipairs { "models", "models/systems" } do
    for _, path in ipairs(kit.files(where, "%.mass$")) do library[#library + 1] = path end
  end
  for _, path in ipairs((cover.few(library))) do
    list[#list + 1] = { name = path, text = kit.read(path), most = most_of_a_model }
  end
  for _, where in ipairs { "models/couplings", "models/experiments" } do
    for _, path in ipairs(kit.files(where, "%.mass$")) do
      list[#list + 1] = { name = path, text = kit.read(path) }
    end
  end
  local document = kit.read(kit.uses("docs/language.md"))
  for kind, body in document:gmatch("```mass ?(%w*)\n(.-)```") do
    if kind ~= "error" then list[#list + 1] = { name = "docs/language.md", text = body } end
  end
  return list
end

-- Each of the slips is {from, to}: the bytes left out.
local slips = {}

function slips.line(text)
  local list, at = {}, 1
  for line in text:gmatch("[^\n]*\n") do
    if line:match("^%s*[^#%s]") then list[#list + 1] = { at, at + #line - 1 } end
    at = at + #line
  end
  return list
end

-- Words, numbers, strings and signs; comments stay whole.
function slips.token(text)
  local list, at = {}, 1
  while at <= #text do
    local from, to = text:find("^%s+", at)
    if not from then from, to = text:find("^#[^\n]*", at) end
    if not from then
      for _, pattern in ipairs { '^"[^"\n]*"', "^[%a_][%w_.]*", "^%d[%w.]*", "^" .. utf8.charpattern } do
        from, to = text:find(pattern, at)
        if from then break end
      end
      list[#list + 1] = { from, to }
    end
    at = to + 1
  end
  return list
end

function slips.byte(text)
  local list = {}
  for _, token in ipairs(slips.token(text)) do
    for at = token[1], token[2] do
      if text:byte(at) < 0x80 then list[#list + 1] = { at, at } end
    end
  end
  return list
end

local function sample(list, most)
  local step, picked = math.max(1, #list/most), {}
  for i = 1, #list, step do picked[#picked + 1] = list[math.floor(i)] end
  return picked
end

-- [path] = errors said of it, each with its text.
local function errors_of(paths)
  local said = {}
  for from = 1, #paths, 250 do
    local command = table.concat(paths, " ", from, math.min(from + 249, #paths))
    local output, code = kit.run(("timeout 300 %s check %s"):format(massc, command))
    kit.check(code == 0 or code == 1, "slips are checked to the end", "exit code " .. code .. "\n" .. output:sub(-2000))
    for path, message in output:gmatch("([^\n:]+%.mass)(:%d+:%d+: error: [^\n]*)") do
      said[path] = said[path] or {}
      table.insert(said[path], message)
    end
  end
  return said
end

local worst = {}

local function try(kind, sources)
  local paths, what = {}, {}
  for _, source in ipairs(sources) do
    for _, slip in ipairs(sample(slips[kind](source.text), source.most or most_of_a_kind)) do
      local path = kit.write(("%s/%s_%d.mass"):format(folder, kind, #paths),
          source.text:sub(1, slip[1] - 1) .. source.text:sub(slip[2] + 1))
      paths[#paths + 1] = path
      what[path] = ("%s without '%s' at byte %d"):format(source.name, source.text:sub(slip[1], slip[2]):gsub("\n$", ""), slip[1])
    end
  end
  local said, count, faulty, total = errors_of(paths), {}, 0, 0
  for _, path in ipairs(paths) do
    local n = said[path] and #said[path] or 0
    count[n] = (count[n] or 0) + 1
    if n > 0 then faulty, total = faulty + 1, total + n end
    if n > 1 then worst[#worst + 1] = { n = n, text = what[path], said = said[path] } end
  end
  return count, faulty, total/faulty, #paths
end

kit.uses("tests/mutate.lua")
kit.uses("tests/cover.lua")
local sources = texts()
-- What may have more than one message: a line that declared names leaves each of them unknown.
local allowed = { line = 0.12, token = 0.08, byte = 0.02 }
for kind, most in kit.sorted(allowed) do
  local count, faulty, mean, tried = try(kind, sources)
  local parts = {}
  for n, files in kit.sorted(count) do parts[#parts + 1] = n .. ":" .. files end
  local more = faulty - count[1]
  local text = ("%s left out: %d tried, messages %s, mean %.3f of those with any")
      :format(kind, tried, table.concat(parts, " "), mean)
  kit.check(tried > 100 and more/faulty <= most, text, ("%d of %d have more than one message"):format(more, faulty))
end
table.sort(worst, function(a, b) return a.n > b.n or a.n == b.n and a.text < b.text end)
for i = 1, math.min(show, #worst) do
  print(worst[i].n .. " " .. worst[i].text)
  for _, message in ipairs(worst[i].said) do print("    " .. message) end
end
kit.finish()
