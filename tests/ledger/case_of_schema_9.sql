begin;
CREATE VIRTUAL TABLE words using fts5(claim, sentence, context, parties, title, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE evidence (
	document VARCHAR NOT NULL, 
	raw BLOB NOT NULL, 
	media_type VARCHAR NOT NULL, 
	added DATETIME NOT NULL, 
	PRIMARY KEY (document)
);
CREATE TABLE failed (
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	document VARCHAR, 
	problem TEXT NOT NULL, 
	since DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE INDEX ix_failed_name ON failed (name);
CREATE TABLE party (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	may_be TEXT NOT NULL, 
	speaks_for TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
CREATE TABLE party_basis (
	names VARCHAR NOT NULL, 
	PRIMARY KEY (names)
);
CREATE TABLE party_ruling (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	other VARCHAR NOT NULL, 
	same INTEGER, 
	documents TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE link_ruling (
	number INTEGER NOT NULL, 
	claim VARCHAR NOT NULL, 
	other VARCHAR NOT NULL, 
	relation VARCHAR, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_link_ruling_claim ON link_ruling (claim);
CREATE INDEX ix_link_ruling_other ON link_ruling (other);
CREATE TABLE link_key (
	"key" INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	PRIMARY KEY ("key", claim)
)
 WITHOUT ROWID;
CREATE TABLE grade (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	reliability VARCHAR NOT NULL, 
	counting VARCHAR, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE assessment (
	number INTEGER NOT NULL, 
	scenario VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	entered DATETIME NOT NULL, 
	rings INTEGER NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_assessment_scenario ON assessment (scenario);
CREATE TABLE chain (
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	ref VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE standing_question (
	number INTEGER NOT NULL, 
	question TEXT NOT NULL, 
	wanted TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE earlier_current_reading (
	number INTEGER NOT NULL, 
	document VARCHAR NOT NULL, 
	reading INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_earlier_current_reading_reading ON earlier_current_reading (reading);
CREATE INDEX ix_earlier_current_reading_document ON earlier_current_reading (document);
CREATE TABLE earlier_link (
	number INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	reasons TEXT NOT NULL, 
	"by" VARCHAR, 
	since DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_earlier_link_claim ON earlier_link (claim);
CREATE INDEX ix_earlier_link_other ON earlier_link (other);
CREATE TABLE earlier_proposition (
	number INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	proposition VARCHAR NOT NULL, 
	first INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_earlier_proposition_claim ON earlier_proposition (claim);
CREATE INDEX ix_earlier_proposition_proposition ON earlier_proposition (proposition);
CREATE TABLE earlier_failed (
	number INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	document VARCHAR, 
	problem TEXT NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_earlier_failed_key ON earlier_failed ("key");
CREATE TABLE reading (
	number INTEGER NOT NULL, 
	document VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	reader VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	url TEXT, 
	published DATE, 
	language VARCHAR, 
	text TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(document) REFERENCES evidence (document)
);
CREATE INDEX ix_reading_name ON reading (name);
CREATE INDEX ix_reading_document ON reading (document);
CREATE TABLE ruling (
	number INTEGER NOT NULL, 
	document VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(document) REFERENCES evidence (document)
);
CREATE INDEX ix_ruling_document ON ruling (document);
CREATE TABLE party_name (
	number INTEGER NOT NULL, 
	folded VARCHAR NOT NULL, 
	party VARCHAR NOT NULL, 
	written VARCHAR NOT NULL, 
	script VARCHAR NOT NULL, 
	language VARCHAR, 
	claims INTEGER NOT NULL, 
	kind VARCHAR, 
	PRIMARY KEY (number), 
	FOREIGN KEY(party) REFERENCES party (id)
);
CREATE INDEX ix_party_name_party ON party_name (party);
CREATE INDEX ix_party_name_folded ON party_name (folded);
CREATE TABLE removed_question (
	question INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	PRIMARY KEY (question), 
	FOREIGN KEY(question) REFERENCES standing_question (number)
);
CREATE TABLE question_run (
	number INTEGER NOT NULL, 
	question INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(question) REFERENCES standing_question (number)
);
CREATE INDEX ix_question_run_question ON question_run (question);
CREATE TABLE claim (
	"row" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	reading INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	factuality VARCHAR NOT NULL, 
	score FLOAT NOT NULL, 
	earliest DATE, 
	latest DATE, 
	sentence_start INTEGER NOT NULL, 
	sentence_end INTEGER NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY ("row"), 
	FOREIGN KEY(reading) REFERENCES reading (number)
);
CREATE INDEX ix_claim_reading ON claim (reading);
CREATE INDEX claim_time ON claim (earliest, latest);
CREATE INDEX ix_claim_id ON claim (id);
CREATE TABLE current_reading (
	document VARCHAR NOT NULL, 
	reading INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	PRIMARY KEY (document), 
	FOREIGN KEY(document) REFERENCES evidence (document), 
	FOREIGN KEY(reading) REFERENCES reading (number)
);
CREATE INDEX ix_current_reading_reading ON current_reading (reading);
CREATE TABLE posts (
	reading INTEGER NOT NULL, 
	posts TEXT NOT NULL, 
	PRIMARY KEY (reading), 
	FOREIGN KEY(reading) REFERENCES reading (number)
);
CREATE TABLE linking (
	reading INTEGER NOT NULL, 
	PRIMARY KEY (reading), 
	FOREIGN KEY(reading) REFERENCES reading (number)
);
CREATE TABLE claim_party (
	claim INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	FOREIGN KEY(claim) REFERENCES claim ("row")
);
CREATE INDEX ix_claim_party_folded ON claim_party (folded);
CREATE INDEX ix_claim_party_claim ON claim_party (claim);
CREATE TABLE figure (
	claim INTEGER NOT NULL, 
	counted VARCHAR NOT NULL, 
	FOREIGN KEY(claim) REFERENCES claim ("row")
);
CREATE INDEX ix_figure_counted ON figure (counted);
CREATE INDEX ix_figure_claim ON figure (claim);
CREATE TABLE place (
	claim INTEGER NOT NULL, 
	folded VARCHAR NOT NULL, 
	country VARCHAR, 
	geonameid INTEGER, 
	FOREIGN KEY(claim) REFERENCES claim ("row")
);
CREATE INDEX ix_place_folded ON place (folded);
CREATE INDEX ix_place_claim ON place (claim);
CREATE TABLE link (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	claim INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	reasons TEXT NOT NULL, 
	"by" VARCHAR, 
	since DATETIME NOT NULL, 
	FOREIGN KEY(claim) REFERENCES claim ("row"), 
	FOREIGN KEY(other) REFERENCES claim ("row")
);
CREATE INDEX ix_link_claim ON link (claim);
CREATE INDEX ix_link_other ON link (other);
CREATE INDEX ix_link_relation ON link (relation);
CREATE TABLE proposition (
	claim INTEGER NOT NULL, 
	proposition VARCHAR NOT NULL, 
	first INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	PRIMARY KEY (claim), 
	FOREIGN KEY(claim) REFERENCES claim ("row")
);
CREATE INDEX ix_proposition_proposition ON proposition (proposition);
CREATE TABLE vector (
	model VARCHAR NOT NULL, 
	claim INTEGER NOT NULL, 
	vector BLOB NOT NULL, 
	PRIMARY KEY (model, claim), 
	FOREIGN KEY(claim) REFERENCES claim ("row")
)
 WITHOUT ROWID;
insert into "evidence" values ('sha256:471f6386fd27fee22947cdc158422539147ef1f846dbe44713c87faaf7a93050',X'506170657220612073617973207468617420746865206761746520636C6F7365642E','text/plain','2026-03-01 09:00:00.000000');
insert into "evidence" values ('sha256:8c3bf117a4f99ee8b4e1afd3bc25ad161d7fd1ae3f2f7409b1acc1c3ed3c536e',X'506170657220622073617973207468617420746865206761746520636C6F7365642E','text/plain','2026-03-02 09:00:00.000000');
insert into "evidence" values ('sha256:9a64f700bc7dbb2ad5c35c5ab6147e12198a59fac33a830ef226a4807aef607d',X'506170657220632073617973207468617420746865206761746520636C6F7365642E','text/plain','2026-03-03 09:00:00.000000');
insert into "failed" values ('torn.txt','torn.txt',NULL,'cut off','2026-03-04 11:00:00.000000');
insert into "grade" values (1,'a','B',NULL,'2026-03-04 10:00:00.000000','an analyst','its record');
insert into "chain" values (1,'evidence','sha256:471f6386fd27fee22947cdc158422539147ef1f846dbe44713c87faaf7a93050','e944d260a0a6eda39fc48c71446371e080820be9c547124337ff104d99685d63','a2840f59d2783edc5314dd6b270816bf3390e3840a2984b3b163bbf6a4dfcbe0');
insert into "chain" values (2,'evidence','sha256:8c3bf117a4f99ee8b4e1afd3bc25ad161d7fd1ae3f2f7409b1acc1c3ed3c536e','cde2b3bd86df6afa737e28272f6820555585d7340173d16c8611e3deaa21791a','edf9cba47bdc8bac7ddcb832574a8a7f3c6efc8012a6c15b199685cbecfe8312');
insert into "chain" values (3,'evidence','sha256:9a64f700bc7dbb2ad5c35c5ab6147e12198a59fac33a830ef226a4807aef607d','fffee430db1736ea88e5d23ca9e045618d1262d0835ce1dcf6edd266d3cdf9ae','860a3a2dd78bf7a034bfcfb6d024dab4fa945cc166cda45e1e34b626dc953095');
insert into "chain" values (4,'ruling','1','42ab7e9bcb4bb01d20840c020e936e063e14da9076025a47a8245130e14614f4','870d3658fc30fef0a6ede564b28fe481b9ff069972baa3d6b6ccc9a1bf9daac0');
insert into "chain" values (5,'grade','1','e21e227644a3ffbad88148cded6471fa97ba2247502db30c6f6f5dabf6984e43','f42b851cddbe58251447fc0c6a3f54ab47255dfe5ba89b534b6e53d83e670e33');
insert into "earlier_current_reading" values (1,'sha256:9a64f700bc7dbb2ad5c35c5ab6147e12198a59fac33a830ef226a4807aef607d',3,'2026-03-03 09:00:00.000000','2026-03-04 09:00:00.000000');
insert into "reading" values (1,'sha256:471f6386fd27fee22947cdc158422539147ef1f846dbe44713c87faaf7a93050','2026-03-01 09:00:00.000000','reader 1','a',NULL,'a',NULL,'2026-03-02',NULL,'Paper a says that the gate closed.','{"turns":[],"attributions":[],"times":[],"places":[],"quantities":[],"events":[],"set_aside":[]}');
insert into "reading" values (2,'sha256:8c3bf117a4f99ee8b4e1afd3bc25ad161d7fd1ae3f2f7409b1acc1c3ed3c536e','2026-03-02 09:00:00.000000','reader 1','b',NULL,'b',NULL,'2026-03-02',NULL,'Paper b says that the gate closed.','{"turns":[],"attributions":[],"times":[],"places":[],"quantities":[],"events":[],"set_aside":[]}');
insert into "reading" values (3,'sha256:9a64f700bc7dbb2ad5c35c5ab6147e12198a59fac33a830ef226a4807aef607d','2026-03-03 09:00:00.000000','reader 1','c',NULL,'c',NULL,'2026-03-02',NULL,'Paper c says that the gate closed.','{"turns":[],"attributions":[],"times":[],"places":[],"quantities":[],"events":[],"set_aside":[]}');
insert into "ruling" values (1,'sha256:9a64f700bc7dbb2ad5c35c5ab6147e12198a59fac33a830ef226a4807aef607d','removed','2026-03-04 09:00:00.000000','an analyst','a copy');
insert into "claim" values (1,'c25c73d72c5fb0c1c132',1,'statement','CT+',3.0,NULL,NULL,0,34,'{"id":"c25c73d72c5fb0c1c132","start":0,"end":34,"text":"Paper a says that the gate closed.","kind":"statement","speaker":null,"sources":[],"factuality":"CT+","score":3.0,"probability":[0.95,0.99],"time":null,"places":[],"quantities":[],"event":null,"standalone":"","weight":null,"said":null,"steps":[],"predicate":null,"position":"unknown","frame":null,"corrected":[]}');
insert into "claim" values (2,'62c7bb5031938cdfde32',2,'statement','CT+',3.0,NULL,NULL,0,34,'{"id":"62c7bb5031938cdfde32","start":0,"end":34,"text":"Paper b says that the gate closed.","kind":"statement","speaker":null,"sources":[],"factuality":"CT+","score":3.0,"probability":[0.95,0.99],"time":null,"places":[],"quantities":[],"event":null,"standalone":"","weight":null,"said":null,"steps":[],"predicate":null,"position":"unknown","frame":null,"corrected":[]}');
insert into "claim" values (3,'c35588ed65be949695f0',3,'statement','CT+',3.0,NULL,NULL,0,34,'{"id":"c35588ed65be949695f0","start":0,"end":34,"text":"Paper c says that the gate closed.","kind":"statement","speaker":null,"sources":[],"factuality":"CT+","score":3.0,"probability":[0.95,0.99],"time":null,"places":[],"quantities":[],"event":null,"standalone":"","weight":null,"said":null,"steps":[],"predicate":null,"position":"unknown","frame":null,"corrected":[]}');
insert into "current_reading" values ('sha256:471f6386fd27fee22947cdc158422539147ef1f846dbe44713c87faaf7a93050',1,'2026-03-01 09:00:00.000000');
insert into "current_reading" values ('sha256:8c3bf117a4f99ee8b4e1afd3bc25ad161d7fd1ae3f2f7409b1acc1c3ed3c536e',2,'2026-03-02 09:00:00.000000');
insert into "words" (claim, sentence, context, parties, title) values ('Paper a says that the gate closed.','Paper a says that the gate closed.','
','','');
insert into "words" (claim, sentence, context, parties, title) values ('Paper b says that the gate closed.','Paper b says that the gate closed.','
','','');
insert into "words" (claim, sentence, context, parties, title) values ('Paper c says that the gate closed.','Paper c says that the gate closed.','
','','');
commit;
pragma user_version = 9;
pragma application_id = 1416586099;
