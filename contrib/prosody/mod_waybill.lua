-- Waybill's companion module: shows a component how the users of this host negotiate file transfers.
-- Prosody 0.12 and 13. Settings of the VirtualHost:
--   waybill_component    domain of the component (needed)
--   waybill_force_relay  take every way but the component's own proxy out of offers (default false)

local st = require "util.stanza";
local jid_host = require "util.jid".host;
local jid_split = require "util.jid".split;
local datetime = require "util.datetime";
local now = require "util.time".now;
local usermanager = require "core.usermanager";
local dataforms = require "util.dataforms";
local simple_form = require "util.adhoc".new_simple_form;
local adhoc_new = module:require "adhoc".new;

-- so that `waybill check component` can tell whether it is there
module:add_feature("urn:waybill:mirror:0");

local component = assert(module:get_option_string("waybill_component"), "waybill_component is not set");
local force_relay = module:get_option_boolean("waybill_force_relay", false);

local xmlns_forward = "urn:xmpp:forward:0";
local xmlns_seen = "urn:waybill:mirror:0";
local xmlns_bytestreams = "http://jabber.org/protocol/bytestreams";
local xmlns_ibb = "http://jabber.org/protocol/ibb";
local xmlns_jingle = "urn:xmpp:jingle:1";
local xmlns_jingle_s5b = "urn:xmpp:jingle:transports:s5b:1";

local watched_iqs = {
	["http://jabber.org/protocol/si"] = true;
	[xmlns_bytestreams] = true;
	[xmlns_jingle] = true;
	[xmlns_ibb] = true;
	["jabber:iq:oob"] = true;
};
local watched_messages = { ["jabber:x:oob"] = true, ["urn:xmpp:sfs:0"] = true };

-- A bounded table: what is oldest makes room, and so does what nobody took for half an hour.
local function bounded(limit, lifetime)
	local entries, order, first, last, size = {}, {}, 1, 0, 0;
	local table = {};
	function table.get(key)
		local entry = entries[key];
		return entry and entry.value;
	end
	function table.take(key)
		local entry = entries[key];
		if not entry then return nil; end
		entries[key], size = nil, size - 1;
		return entry.value;
	end
	function table.set(key, value)
		table.take(key);
		last, size = last + 1, size + 1;
		local entry = { key = key, value = value, at = now() };
		entries[key], order[last] = entry, entry;
		while first <= last do
			local oldest = order[first];
			local live = entries[oldest.key] == oldest;
			if live and last - first < limit and now() - oldest.at < lifetime then break; end
			if live then entries[oldest.key], size = nil, size - 1; end
			order[first], first = nil, first + 1;
		end
	end
	return table;
end

local requests = bounded(10000, 1800);
local streams = bounded(2000, 1800);

local function key(...)
	return table.concat({ ... }, "\n");
end

-- mod_component says in its environment whether the component is there
local function link()
	local host = prosody.hosts[component];
	local loaded = host and host.modules and host.modules.component;
	local env = loaded and loaded.module and loaded.module.environment;
	if env and env.connected and env.session then return env.session; end
end

local function wrap(stanza)
	local inner = st.clone(stanza);
	inner.attr.xmlns = "jabber:client";
	return st.message({ from = module.host, to = component })
		:tag("forwarded", { xmlns = xmlns_forward })
			:tag("delay", { xmlns = "urn:xmpp:delay", stamp = datetime.datetime() }):up()
			:add_child(inner):up();
end

local function show(stanza, origin, counts)
	local session = link();
	if not session then return; end
	local copy = wrap(stanza);
	local seen = { xmlns = xmlns_seen, address = origin and origin.type == "c2s" and origin.ip or nil };
	if counts then
		seen.sent = string.format("%d", counts[stanza.attr.from] or 0);
		seen.received = string.format("%d", counts[stanza.attr.to] or 0);
	end
	session.send(copy:tag("seen", seen):up());
end

-- How many bytes a base64 text stands for.
local function bytes_of(text)
	text = text:gsub("%s+", "");
	local padding = #text:match("=*$");
	return math.max(0, math.floor(#text * 3 / 4) - padding);
end

local function stream_key(attr, sid)
	local one, other = attr.from, attr.to;
	if one > other then one, other = other, one; end
	return key(one, other, sid);
end

-- In-band data is counted here and not copied: a file costs the link nothing.
local function count(stanza)
	local data = stanza:get_child("data", xmlns_ibb);
	local counts = data and data.attr.sid and streams.get(stream_key(stanza.attr, data.attr.sid));
	if not counts then return; end
	local from = stanza.attr.from;
	if data.attr.seq ~= tostring(counts["next " .. from] or 0) then return; end
	counts["next " .. from] = ((counts["next " .. from] or 0) + 1) % 65536;
	counts[from] = (counts[from] or 0) + bytes_of(data:get_text() or "");
end

-- Leaves the component's own proxy: what goes any other way is not seen.
local function is_elsewhere(tag)
	return jid_host(tag.attr.jid or "") ~= component;
end

local function strip_streamhosts(query)
	query:maptags(function (tag)
		if tag.name == "streamhost" and is_elsewhere(tag) then return nil; end
		return tag;
	end);
end

local function strip_candidates(jingle)
	for content in jingle:childtags("content") do
		local transport = content:get_child("transport", xmlns_jingle_s5b);
		if transport then
			transport:maptags(function (tag)
				if tag.name == "candidate" and (tag.attr.type ~= "proxy" or is_elsewhere(tag)) then return nil; end
				return tag;
			end);
		end
	end
end

local function force(stanza, payload)
	if payload.attr.xmlns == xmlns_bytestreams and payload.name == "query" then
		strip_streamhosts(payload);
	elseif payload.attr.xmlns == xmlns_jingle then
		strip_candidates(payload);
	end
end

local function on_request(stanza, origin)
	local payload = stanza.tags[1];
	if not (payload and watched_iqs[payload.attr.xmlns]) then return; end
	if payload.attr.xmlns == xmlns_ibb and payload.name == "data" then return count(stanza); end
	if jid_host(stanza.attr.to) == component then return; end
	if force_relay then force(stanza, payload); end
	local counts;
	if payload.attr.xmlns == xmlns_ibb and payload.attr.sid then
		local id = stream_key(stanza.attr, payload.attr.sid);
		if payload.name == "open" then streams.set(id, {}); else counts = streams.take(id); end
	end
	requests.set(key(stanza.attr.from, stanza.attr.to, stanza.attr.id or ""), true);
	show(stanza, origin, counts);
end

local function on_iq(event)
	local stanza, origin = event.stanza, event.origin;
	local attr = stanza.attr;
	if not (attr.from and attr.to) then return; end
	if attr.type == "get" or attr.type == "set" then return on_request(stanza, origin); end
	if requests.take(key(attr.to, attr.from, attr.id or "")) then show(stanza, origin); end
end

local function on_message(event)
	local stanza = event.stanza;
	if not (stanza.attr.from and stanza.attr.to) or stanza.attr.type == "error" then return; end
	if stanza:get_child("data", xmlns_ibb) then return count(stanza); end
	local part = st.message(stanza.attr);
	for _, tag in ipairs(stanza.tags) do
		-- the words of a message are nobody's business
		if watched_messages[tag.attr.xmlns] then part:add_child(st.clone(tag)); end
	end
	if #part.tags > 0 then show(part, event.origin); end
end

-- Local users are seen when they send; strangers when what they send arrives. One copy each.
module:hook("pre-iq/full", on_iq, 100);
module:hook("pre-message/full", on_message, 100);
module:hook("pre-message/bare", on_message, 100);

local function from_elsewhere(handler)
	return function (event)
		if jid_host(event.stanza.attr.from) ~= module.host then return handler(event); end
	end
end
module:hook("iq/full", from_elsewhere(on_iq), 100);
module:hook("message/full", from_elsewhere(on_message), 100);
module:hook("message/bare", from_elsewhere(on_message), 100);

-- Accounts: what XEP-0133 has and Prosody lacks, for our component alone, and only where `admins` names it.
local admin = "http://jabber.org/protocol/admin";
local form_type = { name = "FORM_TYPE", type = "hidden", value = admin };

local function provide(name, title, handler)
	module:provides("adhoc", adhoc_new(title, admin .. "#" .. name, function (self, data, state)
		if data.from ~= component then
			return { status = "error", error = { type = "auth", condition = "forbidden" } };
		end
		return handler(self, data, state);
	end, "admin"));
end

local function provide_list(name, title, field, users)
	local layout = dataforms.new { form_type, { name = field, type = "jid-multi", label = title } };
	provide(name, title, function ()
		local jids = {};
		local step, state, first = users();
		if step then
			for username in step, state, first do jids[#jids + 1] = username .. "@" .. module.host; end
		end
		return { status = "completed", result = { layout = layout, values = { [field] = jids } } };
	end);
end

provide_list("get-registered-users-list", "Registered users", "registereduserjids", function ()
	return usermanager.users(module.host);
end);

-- Prosody 13 has a lock of its own; 0.12 gets one here. It holds as long as this module is loaded.
if not usermanager.disable_user then
	local locks = module:open_store("waybill_locks");
	local layout = dataforms.new {
		title = "Lock or unlock accounts";
		form_type;
		{ name = "accountjids", type = "jid-multi", required = true, label = "Accounts" };
	};

	local function set_locked(value)
		return simple_form(layout, function (fields, err)
			if err then return { status = "completed", error = { message = "Which accounts?" } }; end
			for _, jid in ipairs(fields.accountjids) do
				local username, host = jid_split(jid);
				if host ~= module.host or not usermanager.user_exists(username, host) then
					return { status = "completed", error = { message = "User does not exist" } };
				end
				if not locks:set(username, value) then
					return { status = "completed", error = { message = "Failed to write data to disk" } };
				end
			end
			return { status = "completed", info = "Done" };
		end);
	end
	provide("disable-user", "Lock accounts", set_locked({ locked = true }));
	provide("reenable-user", "Unlock accounts", set_locked(nil));
	provide_list("get-disabled-users-list", "Locked users", "disableduserjids", function ()
		return locks:users();
	end);

	local function is_locked(username)
		return username and locks:get(username) ~= nil;
	end

	-- Says no before <success/>, in the words of RFC 6120; a handler that is made anew is guarded anew.
	local function guard(handler)
		local process, clean_clone = handler.process, handler.clean_clone;
		function handler:process(...)
			local status, ret, text = process(self, ...);
			if status == "success" and is_locked(self.username) then
				return "failure", "account-disabled", "The account is locked";
			end
			return status, ret, text;
		end
		function handler:clean_clone(...)
			return guard(clean_clone(self, ...));
		end
		return handler;
	end
	module:hook("stream-features", function (event)
		local handler = event.origin.sasl_handler;
		if handler and handler.process and not rawget(handler, "process") then guard(handler); end
	end, -10);

	-- Whichever way somebody came in, such as by jabber:iq:auth: without a resource there is no session.
	module:hook("pre-resource-bind", function (event)
		if not is_locked(event.session.username) then return; end
		event.error = { type = "cancel", condition = "not-allowed", text = "The account is locked" };
		return false;
	end, 100);
end
