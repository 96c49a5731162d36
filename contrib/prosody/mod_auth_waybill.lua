-- Authentication against accounts that Waybill keeps, by its HTTP auth API. Prosody 0.12 and 13; SASL PLAIN only.
-- Settings of the VirtualHost:
--   authentication = "waybill"
--   waybill_auth_url    where the API is (default http://127.0.0.1:8082/auth)
--   waybill_auth_name   what to sign in with: the component's domain (needed)
--   waybill_auth_token  (needed)

local async = require "util.async";
local base64 = require "util.encodings".base64.encode;
local http = require "net.http";
local new_sasl = require "util.sasl".new;

-- its command ends the sessions of who is locked, removed or given a new password; `admins` says who may call it
module:depends("admin_adhoc");

local host = module.host;
local url = module:get_option_string("waybill_auth_url", "http://127.0.0.1:8082/auth"):gsub("/$", "");
local name = assert(module:get_option_string("waybill_auth_name"), "waybill_auth_name is not set");
local token = assert(module:get_option_string("waybill_auth_token"), "waybill_auth_token is not set");
local authorization = "Basic " .. base64(name .. ":" .. token);

local function wait_for(address, request)
	local wait, done = async.waiter();
	local status, text;
	http.request(address, request, function (body, code)
		status, text = code, body;
		done();
	end);
	wait();
	return status, text;
end

-- Commands that come from a component run where nothing can wait: those few block, for a second at most.
local function block_for(address, request)
	local ltn12, client = require "ltn12", require "socket.http";
	local chunks, timeout = {}, client.TIMEOUT;
	client.TIMEOUT = 1;
	local _, status = client.request({
		url = address;
		method = request.method;
		headers = request.headers;
		source = request.body and ltn12.source.string(request.body);
		sink = ltn12.sink.table(chunks);
	});
	client.TIMEOUT = timeout;
	return tonumber(status) or 0, table.concat(chunks);
end

local function ask(verb, method, username, password)
	local form = http.formencode({ user = username, server = host, pass = password });
	local request = { method = verb, headers = { ["Authorization"] = authorization } };
	local address = url .. "/" .. method;
	if verb == "GET" then
		address = address .. "?" .. form;
	else
		request.body = form;
		request.headers["Content-Type"] = "application/x-www-form-urlencoded";
		request.headers["Content-Length"] = tostring(#form);
	end
	local status, text = (async.ready() and wait_for or block_for)(address, request);
	if status ~= 200 and status ~= 201 then module:log("debug", "%s: status %s", method, status); end
	if status == 401 or status == 403 and method ~= "remove_user_validate" then
		module:log("error", "Waybill refuses waybill_auth_name and waybill_auth_token for %s", host);
	elseif status == 0 or status >= 500 then
		module:log("error", "Waybill does not answer at %s", url);
	end
	return status, text;
end

local function yes(verb, method, ...)
	local status, text = ask(verb, method, ...);
	if verb == "GET" then return status == 200 and text == "true"; end
	if status == 200 or status == 201 then return true; end
	return nil, status == 409 and "conflict" or "not-acceptable";
end

local provider = {};

function provider.test_password(username, password)
	if yes("GET", "check_password", username, password) then return true; end
	return nil, "not-authorized";
end

function provider.user_exists(username)
	-- who is logged in is there; Prosody logs nobody out whom it does not know, such as who was just removed
	if prosody.hosts[host].sessions[username] then return true; end
	return yes("GET", "user_exists", username);
end

function provider.create_user(username, password)
	return yes("POST", "register", username, password);
end

function provider.set_password(username, password)
	return yes("POST", "set_password", username, password);
end

function provider.delete_user(username)
	return yes("POST", "remove_user", username);
end

function provider.get_sasl_handler()
	return new_sasl(host, {
		plain_test = function (_, username, password)
			return provider.test_password(username, password) or false, true;
		end;
	});
end

module:provides("auth", provider);
