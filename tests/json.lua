-- json.lua -- JSON texts as Lua values, and back. null is json.null; an object keeps no order.
local json = { null = {} }

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function unescaped(text)
  return (text:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end)
              :gsub("\\(.)", function(c) return escapes[c] or c end))
end

local value

-- The items between brackets: [one] reads one of them and hands it on.
local function items(text, at, close, one)
  at = text:match("^%s*()", at)
  if text:sub(at, at) == close then return at + 1 end
  repeat
    at = one(at)
    local mark
    mark, at = text:match("^%s*([,%]}])()", at)
    assert(mark == "," or mark == close, "JSON: a comma or bracket is missing")
  until mark == close
  return at
end

local function list(text, at)
  local out = {}
  return out, items(text, at, "]", function(from)
    out[#out + 1], from = value(text, from)
    return from
  end)
end

local function object(text, at)
  local out = {}
  return out, items(text, at, "}", function(from)
    local key, after = text:match('^%s*"([^"]*)"%s*:()', from)
    assert(key, "JSON: a name is missing")
    out[key], after = value(text, after)
    return after
  end)
end

local words = { ["true"] = true, ["false"] = false, null = json.null }

function value(text, at)
  local first
  first, at = text:match("^%s*()", at), nil
  local c = text:sub(first, first)
  if c == "[" then return list(text, first + 1) end
  if c == "{" then return object(text, first + 1) end
  if c == '"' then
    local last = first
    repeat last = text:find('"', last + 1, true) until #text:sub(first + 1, last - 1):match("\\*$") % 2 == 0
    return unescaped(text:sub(first + 1, last - 1)), last + 1
  end
  local word, after = text:match("^([%w.+-]+)()", first)
  assert(word, "JSON: a value is missing")
  if words[word] ~= nil then return words[word], after end
  return assert(tonumber(word), "JSON: " .. word), after
end

function json.read(text)
  local out, at = value(text, 1)
  assert(text:match("^%s*$", at), "JSON: text behind the value")
  return out
end

-- A value as JSON; tables with a first element, and empty ones, are lists, others objects.
function json.write(x)
  if x == json.null then return "null" end
  if type(x) == "table" then
    local out = {}
    if x[1] ~= nil or next(x) == nil then
      for i, one in ipairs(x) do out[i] = json.write(one) end
      return "[" .. table.concat(out, ",") .. "]"
    end
    for key, one in pairs(x) do out[#out + 1] = ('"%s":%s'):format(key, json.write(one)) end
    table.sort(out)
    return "{" .. table.concat(out, ",") .. "}"
  end
  return type(x) == "string" and ('"%s"'):format(x:gsub('[\\"]', "\\%0")) or math.type(x) == "float" and ("%.17g"):format(x) or tostring(x)
end

return json
