-- variants.lua -- the same workload written otherwise: what the bench asks of a row has to hold for these, too.
--
--   lua5.4 tests/bench/variants.lua FILE.mass KIND          prints the text: renamed, reordered, regrouped or resized
--
--   renamed     every name that the file declares is another one
--   reordered   the lines of models and couplings stand in the opposite order
--   regrouped   sums and products are written from their other end, in pairs from the right
--   resized     more nodes, other numbers of points
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local variants = { kinds = { "renamed", "reordered", "regrouped", "resized" } }

-- The text of a file with the models of the library in it that it uses, without comments.
local function whole(path)
  local text = kit.read(path) or error("no file " .. path)
  local function bare(t) return (t:gsub("[ ]*#[^\n\"]*\n", "\n")) end
  return (bare("\n" .. text):gsub("\nuse ([%w_]+)[^\n]*", function(name)
    local model = kit.read(("tests/bench/%s.mass"):format(name)) or kit.read(("models/%s.mass"):format(name)) or error("no model " .. name)
    return bare(("\n" .. model):match("\nmodel .-\nend"))
  end))
end

local function is_declared(text)
  local names = {}
  for line in text:gmatch("[^\n]+") do
    local word, name = line:match("^%s*(%a+)%s+([%a_][%w_]*)")
    if (word == "state" or word == "param") and name ~= "G" then names[name] = true end       -- which Linear has, too
    local input = line:match("^%s*input%s+([^\"]*)")
    for name in (input or ""):gsub("%f[%a]from%f[%A].*", ""):gmatch("[%a_][%w_]*") do
      names[name] = name ~= "delayed" or nil            -- a word of the language, too
    end
  end
  return names
end

-- Inside equations and in paths alike; not in texts, units and files.
local function renamed(text)
  local names = is_declared(text)
  local function word(w)
    return (names[w] or w:match("_[ij]$") and names[w:sub(1, -3)]) and "q_" .. w or nil
  end
  local out = {}
  for line in text:gmatch("[^\n]*\n?") do
    local from, kept = 1, ""
    for a, quoted, b in line:gmatch('()(["%[][%a][^"%]]*["%]])()') do
      if quoted:match('^"') or not line:match("=%s*%[", 1) then
        kept = kept .. line:sub(from, a - 1):gsub("[%a_][%w_]*", word) .. quoted
        from = b
      end
    end
    out[#out + 1] = kept .. line:sub(from):gsub("%f[%w_][%a_][%w_]*", word)
  end
  return table.concat(out)
end

-- Lines of the models and couplings, each in one piece; 'network' and what follows is left.
local function reordered(text)
  return (text:gsub("(\n[mc]o[%a]+ [%a_][^\n=]*\n)(.-)(\nend)", function(head, lines, tail)
    local list = {}
    for line in lines:gmatch("[^\n]+") do table.insert(list, 1, line) end
    return head .. table.concat(list, "\n") .. tail
  end))
end

-- Top-level pieces of an expression and the signs between them; nil where brackets do not match.
local function pieces(text, signs)
  local list, depth, from = {}, 0, 1
  local sign, before = "", ""
  for at = 1, #text do
    local c = text:sub(at, at)
    depth = depth + (c:match("[%(%[]") and 1 or c:match("[%)%]]") and -1 or 0)
    if depth < 0 then return nil end
    local is_operand_before = before:match("[%w_%)%]%.]")
    local is_exponent = text:sub(1, at - 1):match("%f[%w_]%d[%d.]*[eE]$")
    if depth == 0 and c:match(signs) and is_operand_before and not is_exponent then
      list[#list + 1] = { sign = sign, text = text:sub(from, at - 1) }
      sign, from = c, at + 1
    end
    if c ~= " " then before = c end
  end
  list[#list + 1] = { sign = sign, text = text:sub(from) }
  return depth == 0 and list or nil
end

local regroup

local function trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end

-- Inside brackets, too: of calls each argument.
local function inside(text)
  local head, body = trim(text):match("^([%a_]?[%w_]*)%((.*)%)$")
  if not head or not pieces(body, "[,]") then return trim(text) end
  local list = {}
  for _, piece in ipairs(pieces(body, "[,]")) do list[#list + 1] = regroup(piece.text) end
  return head .. "(" .. table.concat(list, ", ") .. ")"
end

local function product(text)
  local list = pieces(text, "[*/]")
  local over, of = {}, {}
  for _, piece in ipairs(list) do
    local one = inside(piece.text)
    if piece.sign == "/" then over[#over + 1] = one else table.insert(of, 1, one) end
  end
  if #of < 2 or of[#of]:match("^%-") then return trim(text) end          -- a sign belongs to the first factor
  local out = of[#of]
  for i = #of - 1, 1, -1 do out = i == #of - 1 and of[i] .. "*" .. out or of[i] .. "*(" .. out .. ")" end
  for _, one in ipairs(over) do out = "(" .. out .. ")/" .. one end
  return out
end

-- a + b - c as -c + (b + a).
regroup = function(text)
  if text:find("if%s") or text:find("[<>]") then return trim(text) end
  local list = pieces(trim(text), "[+-]")
  if not list then return trim(text) end
  local out
  for _, piece in ipairs(list) do
    local one = product(piece.text)
    if piece.sign == "-" then
      out = "-(" .. one .. ") + (" .. out .. ")"
    else
      out = out and one .. " + (" .. out .. ")" or one
    end
  end
  return out
end

local function regrouped(text)
  local is_inside = false
  return (text:gsub("[^\n]+", function(line)
    if line:match("^model ") or line:match("^coupling %S+%s*$") or line:match('^coupling %S+ "') then is_inside = true end
    if line:match("^end") then is_inside = false end
    local left, right = line:match("^(%s+[%a_][%w_]*'?%(?[%w_, ]*%)?%s*=%s*)(.*)$")
    if not is_inside or not left or left:match("^%s+state ") or left:match("^%s+param ") then return nil end
    return left .. regroup((right:gsub("%s*\".*$", "")))
  end))
end

local function resized(text)
  text = text:gsub("w(%d+)%.csv", function(n) return ("w%d.csv"):format(tonumber(n) + 12) end)
  text = text:gsub("sp1000", "sp900"):gsub("(nodes%s+)(%d+)", function(head, n) return head .. tonumber(n) + (tonumber(n) > 16 and 12 or 3) end)
  text = text:gsub("%- eye%)/399", "- eye)/411"):gsub("l84", "l96")
  return (text:gsub("(grid%([^()]*,%s*)(%d+)%)", function(head, n) return ("%s%d)"):format(head, tonumber(n) > 20 and n + 7 or n) end))
end

local make = { renamed = renamed, reordered = reordered, regrouped = regrouped, resized = resized }

function variants.text(path, kind)
  return make[kind](whole(path))
end

-- Files that resized texts name.
local function fixed_of(row, kind)
  if kind ~= "resized" then return row.fixed end
  local other = {}
  for name, file in pairs(row.fixed) do other[name] = file:gsub("^sp1000$", "sp900"):gsub("^(%a)(%d+)$", function(c, n) return ("%s%d"):format(c, tonumber(n) + 12) end) end
  return other
end

-- A line of [ledger] for each variant of each row: how much faster its kernel works than that of the row, in
-- node-steps, of those resized in operations.
function variants.run(program, rows, engine, ledger)
  local race, versus, cost = require "race", require "versus", require "cost"
  local folder = kit.home()
  local function side(row, path)
    local points, why = race.points(program, row.file, row.exploration, path .. ".points")
    if not points then return nil, why end
    local done
    done, why = race.emit(program, row.file, row.exploration, path, row.options)
    if not done then return nil, why end
    local sides
    sides, why = versus.compiled(path, row.fixed, { engine }, {})
    if not sides then return nil, why end
    sides[1].points = points
    return sides[1]
  end
  for _, row in ipairs(rows) do
    local written, why = side(row, folder .. "/written")
    for _, kind in ipairs(variants.kinds) do
      local title = row.name .. ", " .. kind
      local other = { file = ("out/bench/%s_%s.mass"):format(row.name, kind), exploration = row.exploration, options = row.options, fixed = fixed_of(row, kind) }
      local text = variants.text(row.file, kind):gsub("%.%./%.%./out/bench/", "")
      kit.write(other.file, text)
      local t, b
      if written then b, why = side(other, folder .. "/variant") end
      if b then t, why = race.times(written, b, written.points) end
      if not t then
        ledger.failed(title, why)
      else
        local ratio = t.ratio
        if kind == "resized" then ratio = ratio*cost.of(program, other)/cost.of(program, row) end
        ledger.line(title, { ["as written"] = t.first, variant = t.second, ratio = ratio }, ratio, "least", row.bar)
      end
    end
  end
end

if arg and arg[0]:match("variants%.lua$") then
  io.write(variants.text(arg[1], arg[2]))
end
return variants
