-- Waybill on Prosody with mod_firewall (package prosody-modules).
-- Replace example.org, files.example.org, SECRET and the path; nothing else.
-- Include("/etc/prosody/waybill.cfg.lua") at the end of prosody.cfg.lua.

VirtualHost "example.org"
    modules_enabled = { "firewall"; "admin_adhoc" }
    -- lets Waybill administer the accounts of this host (accounts: managed-there); leave it out otherwise
    admins = { "files.example.org" }
    firewall_scripts = { "/etc/prosody/waybill.pfw" }

Component "files.example.org"
    component_secret = "SECRET"
