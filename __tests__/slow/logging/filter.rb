# Runs the filter section of a Logstash pipeline over events, with Ruby's own regular expressions, which are Logstash's.
# Knows as much of Logstash as main.conf uses; stops at anything else.
#
#   logging-syntax logstash main.conf > pipeline.json
#   ruby filter.rb pipeline.json < events.json     an array of events; a dropped one becomes null
require "json"

def path(field) = field.scan(/\[([^\]]+)\]/).flatten.then { |parts| parts.empty? ? [field] : parts }

def get(event, field) = path(field).reduce(event) { |at, name| at.is_a?(Hash) ? at[name] : nil }

def set(event, field, value)
  *parents, name = path(field)
  parents.reduce(event) { |at, parent| at[parent] ||= {} }[name] = value
end

def remove(event, field)
  *parents, name = path(field)
  at = parents.reduce(event) { |inner, parent| inner.is_a?(Hash) ? inner[parent] : nil }
  at.delete(name) if at.is_a?(Hash)
end

def fill(text, event)
  text.gsub(/\$\{(\w+)(?::([^}]*))?\}/) { ENV[$1] || $2 || raise("#{$1} is not set") }
      .gsub(/%\{([^}]+)\}/) { get(event, $1).to_s }
end

def holds?(test, event)
  value = get(event, test["field"]) if test["field"]
  result =
    if test["group"] then all?(test["group"], event)
    else
      case test["operator"]
      when "exists" then !(value.nil? || value == false)
      when "==" then value == test["value"]
      when "!=" then value != test["value"]
      when "in" then test["value"].include?(value)
      when "=~" then value.is_a?(String) && value.match?(Regexp.new(test["value"]))
      else raise "#{test["operator"]} is not known"
      end
    end
  test["not"] ? !result : result
end

# From left to right; `and` and `or` side by side mean different things to different readers.
def all?(tests, event)
  joins = tests.drop(1).map { |test| test["join"] }.uniq
  raise "Group #{joins.join(" and ")}." if joins.length > 1
  joins == ["or"] ? tests.any? { |test| holds?(test, event) } : tests.all? { |test| holds?(test, event) }
end

def mutate(settings, event)
  unknown = settings.keys - %w[gsub add_field remove_field]
  raise "#{unknown.join(", ")} is not known" unless unknown.empty?
  settings.fetch("gsub", []).each_slice(3) do |field, pattern, replacement|
    value = get(event, field)
    set(event, field, value.gsub(Regexp.new(pattern), replacement)) if value.is_a?(String)
  end
  settings.fetch("add_field", {}).each { |field, value| set(event, field, fill(value, event)) }
  settings.fetch("remove_field", []).each { |field| remove(event, field) }
end

def run(statements, event)
  statements.each do |statement|
    if statement["branches"]
      taken = statement["branches"].find { |branch| branch["condition"].nil? || all?(branch["condition"], event) }
      run(taken["block"], event)
    elsif statement["plugin"] == "mutate" then mutate(statement["settings"], event)
    elsif statement["plugin"] == "drop" then throw :dropped
    else raise "#{statement["plugin"]} is not known"
    end
  end
end

filter = JSON.parse(File.read(ARGV.fetch(0))).fetch("filter")
puts JSON.generate(JSON.parse($stdin.read).map { |event| catch(:dropped) { run(filter, event); event } })
