BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'elkedeur','m001_first','2026-11-22 21:21:17.745518+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'elkedeur','m002_herziening','2026-11-22 21:21:17.746325+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'elkedeur','m003_kaart','2026-11-22 21:21:17.747002+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'elkedeur','m004_kaartmelding','2026-11-22 21:21:17.747533+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'elkedeur','m005_frontoffice','2026-11-22 21:21:17.748580+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'elkedeur','m006_wachtwoord','2026-11-22 21:21:17.749737+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'elkedeur','m007_cijfers','2026-11-22 21:21:17.750300+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'elkedeur','m008_chat','2026-11-22 21:21:17.750983+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'elkedeur','m009_gewist','2026-11-22 21:21:17.751491+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'elkedeur','m010_toestemming','2026-11-23 02:00:36.910281+00:00');
CREATE TABLE aanwezig (
    signaal_id text not null references signaal (id) on delete cascade,
    medewerker_id text not null references medewerker (id) on delete cascade,
    op text not null,
    primary key (signaal_id, medewerker_id)
) without rowid;
CREATE TABLE behandeling (
    signaal_id text primary key references signaal (id) on delete cascade,
    medewerker_id text references medewerker (id) on delete set null,
    regisseur_id text references medewerker (id) on delete set null,
    afgeschermd integer not null default 0,
    aandacht text not null default '',
    uitkomst text not null default '',
    wacht_tot text,
    terugkerend integer not null default 0,
    wijk text not null default '',
    niveau integer not null default 0,
    versie integer not null default 1,
    binnen text not null,
    gewijzigd text not null
);
INSERT INTO "behandeling" VALUES('6b9a6187f464c150',NULL,NULL,0,'','',NULL,0,'',0,1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE bericht (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    bron text not null,
    soort text not null,
    inhoud_geheim text not null,
    status text not null default 'ontvangen' check (status in ('ontvangen', 'verwerkt', 'mislukt')),
    pogingen integer not null default 0,
    ontvangen text not null,
    verwerkt text,
    unique (bron)
);
INSERT INTO "bericht" VALUES(1,'8a07209179b5f377','u1','tekst','gAAAAABrA1zN4s7YcAKRXppj68dQdNRZ30nExgvmumM3_tMxer7PjrQjlPzN3xPbl57UIp-qpOItbciyJv7dR_b8k3RlNc8Ywd2bgxavq72g-MVPWHflQBo=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(2,'8a07209179b5f377','u2','knop','gAAAAABrA1zN5j4n3nmcN10wkOnNbLtjNRjfIqE6iKK84nuy1PoVTnyI-vIzmwRoxkGl3LPEH4vtNKIyIThWjMCgLyPeNLBbH9ESbBLzC8_axnySVW1kskU=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(3,'8a07209179b5f377','u3','knop','gAAAAABrA1zNPL3QVQg4USP7tTnA6ZiCWxn2MdVQ2B7Y4V-k9J69PA5M2tgwxeRyP-3VGiqK6R6QsxxJznTJSylkVcGT_ldi5lc4Z2uW2N_G3XHZZbncPCI=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(4,'8a07209179b5f377','u4','knop','gAAAAABrA1zN_fblJlLlOoWL_KABDOO40CtD0RuEuQa2jV_2YNuUFB9KWCMfDacZB66VHw_iiPpVQq8rB2BUbd0Zk8UOtu8oSITc7W3vZ3c-vkV5vYUCbrlm1OWfLKAiONAoadqkDE2I','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(5,'8a07209179b5f377','u5','knop','gAAAAABrA1zNZKNUkA_x_kmg5QbXIQ63QDmI7NlxGEyUr5sxI4BE5B1clon7sLmvA0rJBbdCWSpAHVxSyS_0XNDI0muETnk1exIa3mUcY3ETws7T_3XK2-7O9Y0s_b2aeUMGG_x_pZNm','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(6,'8a07209179b5f377','u6','knop','gAAAAABrA1zNHN33GVw2wEfe7Y6PhXJIXE_GZ9K00ku9TG4aafwOhz27sedtpr9ASjlM1otADvp31MRPCxL2HEz-7li_phIpCKU0IH5JxDMHvFfsaEc161aVSjdP1Rc08siksGgOhnPH','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(7,'8a07209179b5f377','u7','knop','gAAAAABrA1zN_YGVlq8_nfnwcyIfFo9-n_7dcZ3McFTsYvEq09uHEwIcq_k1QMvuL_mYvFloR2YdSx0Ofnwy6GmbDYcGmh8Ph4pAbkzhDvled2Na9VawYNE40g445pJO4OSUgjfEMSZR','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(8,'8a07209179b5f377','u8','knop','gAAAAABrA1zNbeA1hx0zpy4PUsuf6YHGDNYfZKVDA0Si3AOezKv0vaO7NwHIAEVqCL9lWpiMdDamzEaKF2bZSpUVwJsWTFBTDw_nuKZfw9aoNHwKd4bkV-t--uafiDwuQ41i4pDlRkrf','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(9,'8a07209179b5f377','u9','knop','gAAAAABrA1zN_LK1DXG8RvSNEu9HLnxpDaR8RYRZ-NrFsDUBP7fyGbnUZuZsQ73tcSF2lPHqVtlC8KYnFVY4clXm7BDF6d3lFdV9jm94aPEZxo4z2VclEyo=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(10,'8a07209179b5f377','u10','knop','gAAAAABrA1zN-EiYDrhgbNPUt6fEoKAHbqRfzYmiI-CJMzoDpYfAtN4O0mIvc-MjZXOSbKff7QPxomnvuD46q9jU3jzdLtDu3REIsHAF3iL8h1-EXqEB04J7GHEVJSz2SYFhIYbctUp5','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(11,'ea74440da2543fe8','u11','tekst','gAAAAABrA1zNUhLGi-_jQbUVHCDVGEyCNQ_TYeZyFRoeZ9c2A_vm3rQQVSnabZe9LA3LrDvjrFSgygPuX9c4qzuvkGDO3jFLbummKVleeOHYp-njUUwAluh1Mf61TBKQh02qTle0fbyf','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(12,'ea74440da2543fe8','u12','knop','gAAAAABrA1zOewx_RtYrEo4bPFsVPsqO3M-GMqGmO3A3FKFWo008Oh5yp_GHR_txiV8AAF_il-wB7gfVbfSgChLHGPMuH2VgVP7D7u0JMbLKT7rxwqiN85e5bpSQC-JufUeB2yCc9ydW','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(13,'ea74440da2543fe8','u13','knop','gAAAAABrA1zOy_R2-_DppOBuF3DUy6zIhuE18DvUsL8675ezE-wlk0w8Tc9QBlipxEf3dyyneJnX3QufRpvU_sWgGS0nRCx5Wo5VLp-Gt9KkHY7B76LOvDeaLm8v6KNfRUCHcEez2_zH','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(14,'701e9b36da613da2','u14','tekst','gAAAAABrA1zOTGlPMLAe-K6QHw_HSHww4CNjRuFyc21xrWpaPLsC9_6diu32upgrAMJU5wU3-62krvX3uyt811RmXmLipCd_ObF41V0bb6Ioec3bmgO0naFwCgJVBJ2Moqh_-jrFsiuZpK2jWTF7YM9FqSTeCjnvKw==','verwerkt',0,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "bericht" VALUES(15,'d965fa4c095de67c','u15','tekst','gAAAAABrA1zO7uLZPDCcOHJgOhWjVdI4YsoWr27QgQls87yH0_QSXaWwIl7AmX0nhCjS4rQBrn6GUysHQvuqzyq1Jos0ZZuhbha18JmrKFczVexLC2511RiGnhvGE1lZU2kOKT1xvDsgWpn-4kIggra0_KRuofo2rA==','ontvangen',0,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE chat (
    gesprek_id text primary key references gesprek (id) on delete cascade,
    code_hash text not null unique,
    code_geheim text not null,
    seintje_geheim text,
    gezien text not null,
    gestuurd text
) without rowid;
INSERT INTO "chat" VALUES('8a0ea703749f5c27','07ae441f6a7070bf3abea6fc51be9461a6496ee179b954e33cd337d42171748c','gAAAAABrA1zOSijUxpYIdOA98zJ4nZC91gm_eNrde1ThInAIKt9PALymKKG2S4sI4KfviNjQojp49qVzMT2_e6RowXyxEgmQUBR32zRCRfFTvs9Yn8AWpiE=','gAAAAABrA1zOg76ZoT2i4NGcGzp3F31saW8iapR9G-P298EZE0RAueR-KRiuRNCjqi0LLVNIDlkLN7xIxg4Bfwq3VFRWkQZAp5NsBmeqUmQhAEiaknp7RLjPJfk1VUGwv36QRhYNBq3d','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE chatsessie (
    merk text primary key,
    gesprek_id text not null references chat (gesprek_id) on delete cascade,
    tot text not null
) without rowid;
CREATE TABLE cijfer (
    periode text not null,
    tabel text not null,
    rij text not null,
    kolom text not null,
    aantal integer not null check (aantal >= 10 and aantal % 5 = 0),
    primary key (periode, tabel, rij, kolom)
) without rowid;
CREATE TABLE cijferperiode (periode text primary key, maand text not null, op text not null) without rowid;
CREATE TABLE contactmoment (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    op text not null
);
INSERT INTO "contactmoment" VALUES(1,'6b9a6187f464c150','overdracht','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE gesprek (
    id text primary key,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);
INSERT INTO "gesprek" VALUES('8a07209179b5f377','telegram','gAAAAABrA1zN7VOEoJhSCEaAGkO9Pc4368aoz7uB2onlCT5WJy67UalcgBg-GjSDFtTkbq1wv9-5pzwarEPIRmIqhxz2_GEpnQ==','a534224cde46a252484b0f0a6a2fd527bbfa082ee69438e9e28254af53866e3b','gAAAAABrA1zNaLvq4K0XTuG9m3VHgzfSjJ4fB00rmvdyIOasS_JoBa9eCc8ygr9nDUsB7RSmK4XKRMWsNadbMBQhZqpfxP5a16X5-RYOinINEcMzggpHGlcRJdX8ywiXc-i3KVp5wphV03kYTqqLF2bMLfe2DLhgpV63sWo86bYgDUdb3LPLfB_P_8CCRPotZYmZhvUd1Xup3Xut5h7W7zos8g3UX7ttYmWIrwOfVgtCIHJsiDimS3g45a3FroBYMEyVG1q_A3UULkEZKJlMdOMqkzBnFN3dh54x2G4anivmhcWc7z0sIuyrI4flsRUvrzWFJ6DURBC9dJPJsj4Y85qG94UpJrp8RdO1QbYZtgkcMwjITSmBA8nqEwKfkmvEME0rxMCKCNV0Q_kSigRCfZFagXmhbA1HCYDzBdKG7SL0TtyYJ3u8ZA2H4KMFZl9r26Qf_WwtSI2OWPUcM6HFNf_ffVLPGlO6ndLNy8zMkjonc5pLXoDgh-qr5uffzILEOJH5GxzpqfejzzIa2XuR5YQFAPqHoQSI9dPySkvSpXKu-BPwRAC0vypgUW5M26F9dZGWe2dOuumdqLTTPn3qvkVipRTkK1Vgp63fmXR4jjcBFygfG-M5ZjPrfO-G-2ZvNz34QMINdyGxNL96I67X2GAK3mM9rJ0ibex_JXfmI-FKlMGDcqU73BkiQsg46WjniqD1Dh9RqOFN7EusT_117C8_K1jmWPUzzqAYgP1d_Xeay7R4hrcVpmlpGSJNB32yn-9sPFZ8QmIKkKh2ufX_mQYMR4lYrebIUsf2S4Y8yIN1SpTD-FuS-iJzJhQileDb7eAgEeNXQCKdYNJ9_sb9O9DbOJQTabP9xPli6aCqZlvCAhM9COwHR7HeMPz83CiHvsL67SjNX6EAw3ZvmxHwJsafBjxEyPIhjJl7FUR53XdpIkt52TiVQcGZ5DVIZiECgRxMY7r-DBGXGkq9lfg7-lFyC03TL4M5nS5dkxY7tRmCwyAHOnax5613cHZy8Rlm5TqN1BeQt_-gWvHRaaMcTuIhd7YV8WoFciVJNvkUqYKCL5arCwW-KZ3iKe1LkdGZclwA_Iwpfl3wPHeNFOYtdMrLHqXxVfzqoPvyRHZHg8XM6hefLEVw0NMx4vr9c-s-czYzVE6v687rwN3HAsLbO-BncmRtTXJXlHL-qXPg4HR1bNXm-z62pCFW4nY0cCljJtVokl8QIivKvIfFsfxq5f7q9oLO1miphg_ZjXsK1Leb3aPaFZky1bFWlyVJqG6g89mNTKfs0bHGwXGrMBk5FXPBw4V56T8wSzTJurppwPlg2b4_U-BXSWWbMd-X82-8R7PSNDlLJ-L2','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gesprek" VALUES('ea74440da2543fe8','telegram','gAAAAABrA1zN52XUJDpekDgcEgY1Ny9kTopjDPFUo3DhD55ISncGqZVjpxPKqkHH0aGZzfFBFvMioH3eSr_hoOrb4ZLNuxjrnA==','160abde2d9bb77b995c5c85437b7eb2075b8beb06839cc770152790429f9a07b','gAAAAABrA1zOe-IdhHTA7-6Nu4g1XGrlXAWfcE5sk9wbre-EDU7auYOa0-d0goCkaZLYLTvmel3T06Owz6WKbcGMJ0-eETp_flR3cxhtUuqjoKNE-NUstEC79OBrTvy1sAfkmRJRLZUbMaNAam2Gg-5qr7NvgNEQFLnzlZDj_54NvReL6DRhLdqMJK7pna5a7YbjhQvdd9Aq93VhhKwtVa5BxZScY1aCIGX5pwBEIis2BC_GQ2Mx4wxWcqVu8C3AyXwb7o7uaqQlKfVA0Xp3ugZpTPIrg7fowflUoTOJjq2xHymCWzZ_m2KO6zCGM7-ykxTtB-z5IYDCXghPfy6EzAV4OG-cYhTFGU1V8NcxtIdUgQ_ypGTEfr5AMvn4CDwJmDG3gtZU6BA5ODDV3TsSlw3Mw41w7QQs6RJeWmB5UlfqjtJgj53PTFiK1zg9xs8W1OHVhubVxoAXLUN9ZhLcvVpwMy9lOHhr2zkxSpdXliiVJlJQQKNuZBTYLeJvdC_h9v9gp-4VIXpegX0slxf8MJepf4OMzL5i6XJT4fLK8_Ef4_XMt0ktDEAIkvGTVmRZq_Ag7X8cCGARTTBFmIR2ULZIG1Sn7xoXpvbqsmpdtlGFe455MEmpc_5FnWyw3spUUPXJ3d52A-G3zppYKkYbNNvotlFiuw5_ZuXr54AfDTpry4rHDVm0k1xZ0F5tQY-nOElEY8reo4czOfOzQKhk6pI53AGnsJSkdHhu7QIz4ykh-2zT0SeOrxALiIM-9VtV6T3Ws00WLhLSuzs-wfu-UAIAFEJ-IaWUUJTBNGsxUM4ggF7_fBk21ZYp6vVuPyHmRngGXFIzHdljLEOSaF60KIkZIBde_W6BMDyFqx5LLIR8auTjRS8KTtYgvHFoGj4wCwB7xS7O9C0gt1Eww615EQXhYQfKntGf1bzp5MeTbT2ex7_OIp8zHzKtNAy1jdpnTJb9h4qa3tBDHUKoGZG7_3Dqfn8rda5ma6YehMX8LPj07RrzO6ng8FJYUK5NkKxZ34Cgaf6zPdFDwj_fwjgZ4JvWumsLfP4Q2wYE-_MU_kxyDcgpwpptIlkCiyI5I4D4yWLIMD_3Qi5WlEzq76bGpNrgNEaKb0RAU_JA7EFSmZzPHbPPATjJQUpiDQphnIjpIoxKYyBSdbLUOyRZT8NyIvKoJ2jLK6DcCE5sT-QZBsZ8PPH1VCX2b0wCkefcAtg0hcLin8y8jDkabrAP-RUb8TC1pWIAxYZ7QwpmEGHg1X1xB7z5YXMLNDj9duCQLhLQooSWRTHoLqJnnLwjq0CM_rJBsIWIzymImA==','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gesprek" VALUES('701e9b36da613da2','telegram','gAAAAABrA1zO_J2TEmK-OWAw_edV_bqWaFOxFZRp5_7AYgQ9Ipo4OMczbIpGNV9GgDITWvoIUlzUiakfY-7NMmWbOMaq3_9XaA==','18f0b8da900fa5f8a87d057ab69bfc1b9991a36de294eb9eab171ba0e61ce25b','gAAAAABrA1zOVERByO4M-XOMZUQBe4BsGtTGCiz89pUeFBECAYWXT6m04LMRB5yq5OHEzKT00edu-6mpdUQlNIH_Yc9fJn5FZGQYsNEcP_DgRL4J42aCiZDwqpEkMDHfk---6uSOJRuIPVCdVe_ocR6mzrANf44oa3ilGAxIxzKreXjR4JVT6vXb5MCkGCbnlxitFReB2kVgus3xZbFvLc23K7Deal4cpWuVPzL0txOA8rhQLwAGH_A9xSiB4GiJ4BNxsLGxXbiUAgXUGu8geZ2-747Cn8P7tA7kGYaRfN4vVYtCswU_peyidyFrRN2t28ywc3VsU247t3nIhm9R7vZL-2xhgdce7eRcyNFnLkvQqanit2TituoD0z4aw6qf02ySVI32wuASeCoJ1OHbeTCKelsbxisCragRnnnqt35Ilpn56SQSgP66wV9bxZ1cZk5xX4YTvUDyPsh1ev1czb-URFhMrJibv2-FBhYXgQP79bWmk1qH0rxu7ke8XugKSqGPA-QsAv19mHoD84b4r88yvw7ESAWKnuiu1WdOWJgaKa8WmMzEl0HQ-fEPTaBzGiADb5UHl9457MOebdJGxOtL_uuc_MVmn5KrSacfemwUBmkP2YCZENxmzURtEvPwkqb7HLy9OSnlElVUoVQxNeye4ngj-0d0o-OQt-NHzxCXRl7C-hRcwu57QY3wjXn2Hi81Th90O1t_9MqB3shfuEqu7_XBGKawXxDB7mZk0E1PoWQhzCE93FIvQPOTu5X7FDv2JsP0RvJ5PnDGQ-sSo8W0CE7ohwbgUqFCA7YKFSFYdTvS9r4k2Qeruc2C-aukvcYCTBPSG-XAkueOCHDp8kbJ8QkwcHWwlPjHj8ZO6h6-hRIr9J6gS0LBGUGXCr9jCy4MinOJhGd79NWAxWFfdcbl2bgVFJL__tH9atDezzhWFC-M4zSpYn9oqEb2Yy-o9PHx5aWDnN9pSkJ6Ucjmcy5roQ5vLadXetbFMEGrYV5pLX4gdedGt0Ex0fLGHA-1VAVfi_Ibe9enO5GFKmcshOrMe2n-9vbQONlNQ-Bzby0X9QUL_qHWRJ6psAIgoPzIvnojmyQgxYwsiERqANWfdbSohtf-fizpYy0Fp9CPWMhMH1cYPyPlGfed7xfiHDjmZDPfQLU1WkgZVUq02ImfffztnMNmZfNNWPhYLuoVGqHNMfVkDaKgidQ0Y5madjv2fkzASXY-0IP5dVo2Bh2uej1D1Z4lt2vw3T167hj70yvUe3PjoJ4QnzhFQwbfiopQ-I1erre2d2vbZIBSWk4jQB8ZazS38dOmApvoArK9KbWesaFw8aMXgD3HsXfYCtLlhNlrbgWpLb43l9bBERqGGz3bKcKCR5OSsL1gI8OdOv3KX8Z2os8XkhY=','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('8a0ea703749f5c27','web','gAAAAABrA1zOVGP0ZiEvg38Bs6E--5GOH6S806Cy5jAjuerweshVoe9u3XcEVYZ2KKZiuZFb4Ry4ZibUFIpyjfHW3x5jCNu9cg==','222f1c0095c04c05fc5fdf2758e03e4d5a08bb99746f0c1069b4520e11b8a0b3','gAAAAABrA1zOuT9_oxOsZaHy5b9RlDePBxteryjdAPDk_iNwvCWKYw3x8MehmbzZ50isohIkKV8ckllY4fNpKCesas1G_V3tQs9CBB0eJZ26aHzAGDlGudHt305dhcfZWfk6g9YybsXIgXwwOwhvzen6V6ZOlJ1bptANrbXEymlOV3wqe-6hH2RzMtTbKZgQDMQjdGXQ2C6arx4zOvwi6NOJ-wQpI4vmg3Lh0uS6_h6ccCLoFwDMNNPDLEdwHM-_epdkzYzAVKMxx72I-Y6qskzQVjUcaqUVlmP9De8JUUGaGqmTONGDasx_Frs7OwuWBQ9Mp6w2KBegoXKdCwSLBIJqepG7OTVSxsLNLyXaagZx-YzPFuF1bwQpG9-lnJpDDvCsNSCBOdZlyVWYpz_-b_PhxQSIdbu1KxlmAzliXoi6dXl2ghDuh_gjFVinPiMXu-6zhkpBUmjzhWHFqcsUIhsmz5iwN67Q8MNVz66mba_Ur8frv-E8d67zOgxkOGF2E3LuRydd9iSdj7b_mGF0Iy3HpgVfH95OkQ==','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('d965fa4c095de67c','telegram','gAAAAABrA1zOAgVFLPXy6b-sRV7Y2ym8MFSdedHnoU6DDgduulC8A1ik_vXFE9QZplDTUCuvuqruqr1XWTzz6o0_QcX0J8ptog==','60e7c20b263d78e717a61e85995211ccea0ad72f86c4d4b51da3db0a54cd9f76','gAAAAABrA1zO5eV40Pc925IiIPNQ9uG5l99EBRLoW3UREHX2KtdEuE-HfcvPB-vZ_BSg9fQO3-BphIWzKnIXKtRivTnOPkhbbdnBaYzwbkeLhDVY2275S2zqJrAs8CVaRS2fJX2s8Kld-Qm17m7xd9I0gqpOMS_FoIslNFPpdkJwzQkSw-97c9ruNDGB-0HvUb5n-C8s1aMtn6Z0eG5nghyQ2e792LYJDSn5YzyRKqCqo0hoYPITATq_18t4f4ZPaVn7lJ99BKaiCtw6xzh0GjHFnZw6TEUxSqzY9cunQbMJeGv6Kv_qYuegB5xy1DFB8Eb8frPOWaeXz1ebrTSF1SMSr_o18IgZAvhSm1iYLsUuo1LKfpBTMOhUHKEifAOGYbKSo3RKcupf_69ORpaNv655KOsgY-uOZI-QDSFN1PKqofQ0uoBTCDq_LoY-ueozhpJ8KEDUtTD4cIc0aN-nz1jsuyaT8xypIQ3DCJcMDzk2zzsWCtbVN3xlpxoLdozN5ZNfeVWR-ElFYbMLJhJjGgKBQtWtC42aNg==','2026-11-24T09:39:00.000000+00:00','2026-11-24T09:39:00.000000+00:00');
CREATE TABLE gewist (gesprek_id text primary key, op text not null) without rowid;
CREATE TABLE gezien (bron text primary key, op text not null) without rowid;
INSERT INTO "gezien" VALUES('u1','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u10','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u11','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u12','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u13','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u14','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gezien" VALUES('u15','2026-11-24T09:39:00.000000+00:00');
INSERT INTO "gezien" VALUES('u2','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u3','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u4','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u5','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u6','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u7','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u8','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u9','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE handeling (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    medewerker_id text references medewerker (id) on delete set null,
    inhoud_geheim text not null,
    op text not null,
    ongedaan text
);
INSERT INTO "handeling" VALUES(1,'6b9a6187f464c150','pakket',NULL,'gAAAAABrA1zNU8gaw5FffRjbfWtrUJZg0IikmhK_VL14J1nEeAQmdJd88Da_lezOelZteGlBk36BVMQvNITzJC2aE-eFWigkWh6qHk6S0Nn-C1XP5HOLirNbvlq8tZYEVhV1ZqUbrpKf1N3iSsE6UK1mDdIdHZIe5CV4QP5Mi4YDM6OJRC2X-W4EMkqTPeKUBy_vP2ANk1_PVuCR0J4dt0AAh1aYrvvu3_ysoXVUCEAzGPxHcC-Mm_rJ_2R20HtnBcU146t2ngGfxhQ31Mb6F2__Ul-DiKy0K7w7ElJSdX_RKsVozLMsis8ftGOQTG0z10EPD2OYYRnIUIqqmYW3sD4Jla7ij9oAMxwqIOt0oUqFtxAYvjhFyYd7AAV_Rg5unVrzT4GKtXIK1ujGDLd_QQ52tsvXVcXrMmsYseoKUeNph-YKN04SFdOSvle7l_SzNEMhMhlQYhLB','2026-11-24T09:30:00.000000+00:00',NULL);
CREATE TABLE herziening (
    nummer integer primary key autoincrement,
    signaal_id text not null references signaal (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    leefgebieden text not null,
    rol text not null,
    route text not null,
    nood text,
    tekst_geheim text,
    opmerking_geheim text,
    status text not null default 'open' check (status in ('open', 'gebruikt', 'weggegooid')),
    op text not null,
    afgehandeld text
);
INSERT INTO "herziening" VALUES(1,'6b9a6187f464c150','collega','contact','zelf','frontoffice',NULL,'gAAAAABrA1zO5ZPNJ6F9u8G-bG52z9KSUN8QJ1bmYbkA25c5vVzA5MvB3bsMUn1E4rZLI8DUS4OhtNHDOchLL_iDdSeR3obja7BVJcl31vIqUfKXvgze9Vk=','gAAAAABrA1zOoaJs6aP6kDKG4p8cKPjc3M3u8plxBQKrWE75t8YVIUPwmMj3ZySMA-Cjz-tHxy02qigTqCrQ0H7BEVn6zwBnLaPo8yo0DfD1_4feZUs73lw=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE inzage (
    id integer primary key,
    medewerker_id text not null,
    wat text not null,
    signaal_id text,
    over_id text,
    op text not null
);
CREATE TABLE kaart_import (
    nummer integer primary key autoincrement,
    soort text not null check (soort in ('import', 'bewerkt', 'ongedaan')),
    bestand text not null,
    door_geheim text not null,
    van integer references kaart_import (nummer),
    op text not null
);
CREATE TABLE kaart_rij (id text primary key, plaats integer not null, cellen text not null) without rowid;
CREATE TABLE kaart_wijziging (
    volgnummer integer primary key autoincrement,
    import integer not null references kaart_import (nummer),
    id text not null,
    plaats integer not null,
    oud text,
    nieuw text
);
CREATE TABLE kaartmelding (
    nummer integer primary key autoincrement,
    voorziening text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    wat text not null,
    tekst_geheim text,
    status text not null default 'open' check (status in ('open', 'gesloten')),
    op text not null,
    afgehandeld text
);
INSERT INTO "kaartmelding" VALUES(1,'proef-plek',NULL,'collega','anders','gAAAAABrA1zOEDcoSLwiGB28U81O9pzRRs5TJWRIDi0gBo691gYNLZAYdK9Uk3rpIzzQjLZx5htzWXdol05f1MZlhDAfp__LFumpX-sNz2K7RC-IwQFSrjM=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE kenmerk (naam text primary key, waarde text not null) without rowid;
CREATE TABLE koppeling (
    signaal_id text not null references signaal (id) on delete cascade,
    ander_id text not null references signaal (id) on delete cascade,
    soort text not null check (soort in ('persoon', 'huishouden')),
    primary key (signaal_id, ander_id)
) without rowid;
CREATE TABLE medewerker (
    id text primary key,
    login_hash text not null unique,
    login_geheim text not null,
    naam_geheim text not null,
    wijk_geheim text not null,
    wachtwoord text,
    totp_geheim text,
    totp_stap integer not null default 0,
    functies text not null,
    actief integer not null default 1,
    pogingen integer not null default 0,
    dicht_tot text,
    aangemaakt text not null
, nieuw_wachtwoord integer not null default 0, oidc_hash text);
INSERT INTO "medewerker" VALUES('5129c9f5217b8116','b9e2df216555bf87a2e535b17356fdcc7da66578a29a56bd77c7b3752bef99d4','gAAAAABrA1zOK-6a5ZzXlqyg8YI99N6aCi6a6wzWG4ID6v6bV9scu2hw_ytFCIyRkA3_7DWRH0Am4KLT4C5JdijqkrO2M_gyVA==','gAAAAABrA1zOZbc0lXmSvG1kSDBuTUOISrldrYPBTPXHSFgK9QJizBjvR8x_Yne_divusQBmp7_kzFAqxUQec_Z5vunhXDCZRQ==','gAAAAABrA1zO_5m5qZoXJdrvWbPz38Ykb7bSLieEbnF8wTVfHiEGhTuJMWy9Apg2UsxRa_I8993_i6ht1sUnXWGo8W9LOIJ2Ww==',NULL,NULL,0,'behandelaar',1,0,NULL,'2026-11-24T09:36:00.000000+00:00',0,NULL);
CREATE TABLE opvolging (
    id text primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    gesprek_id text not null references gesprek (id) on delete cascade,
    soort text not null,
    status text not null default 'gepland' check (status in ('gepland', 'gevraagd', 'klaar', 'vervallen')),
    keer integer not null default 0,
    op text,
    hoe text,
    contact text,
    aangemaakt text not null
);
INSERT INTO "opvolging" VALUES('5d6435dad071ac97','6b9a6187f464c150','8a07209179b5f377','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('7077b524ea978359','6b9a6187f464c150','8a07209179b5f377','afspraak','gepland',0,'2026-12-09T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('41081e44fc17ab50','dc3db3ceb9c5c417','ea74440da2543fe8','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('b2ea9bf2ab1b185d','dc3db3ceb9c5c417','ea74440da2543fe8','afspraak','gepland',0,'2026-12-02T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('3b2bea0851ae498c','0d3d75b865c9a1ba','701e9b36da613da2','stilte','gepland',0,'2026-11-28T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:36:00.000000+00:00');
CREATE TABLE outbox (
    id integer primary key,
    sleutel text not null unique,
    baan text not null,
    soort text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    inhoud_geheim text not null,
    status text not null default 'wacht'
        check (status in ('wacht', 'bezig', 'bezorgd', 'mislukt', 'onzeker', 'vervallen')),
    pogingen integer not null default 0,
    volgende text not null,
    eigenaar text,
    begonnen text,
    extern_id text,
    fout text,
    aangemaakt text not null,
    bezorgd text
);
INSERT INTO "outbox" VALUES(1,'b1-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNimwELJAwA41KAPtCbnQV0QkOYvooD9d_u_doC-lMIXeDbDXGfOEVUfwjkaBm3tuRjuA3SiALzgcELYDSU-RdiDRmcT3hRRK3HVwlTaO4QWP8NzbcUNCPlohgrIgGo9LHc13TJ8Q2N2y0etAWo953EzGFUg82tqtavk3DamCMFdu-qXvkslNUV7miCoEUD-6oius03ITIGbPtNjGDrRN3bfH7uRDeueK2VGhwttaOBTnXVfebOeEkl86blGXFYzn1XmdFamL8Cm4LsRxRi7m4y12WGSh8nkHOR-n_CBhJ9z2ZGnYNy_LfU1z6qChRLUPsMDAEV7dGCENFIyBWpumyxfnQ1tasEH66fVLFZbdgrgnqKZvd5R0gFgxBvcssf1vl','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m1',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(2,'b1-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNQRcaMkp8fC_nQmfLVGBja_mRCPyYui6WzrGU_irIpI8XLmwnMm8-mk0XDhyjXy2ezzAWJ8-075N_HAS4XlrJyGfXamZvsj6LPnZdJCC-02xNwubPJU1PZYhKvMvuvpDlp-UrVBdjmIOWMh9UES31oz07ZBgVx0fT0rk_O87XUBylMDQgSedVfhznhgM56jC_bKgzGgoEQBGL4m9BtGD1zQnRhYhXqaz4V5-pN_pWv-_aiLCUvuR2hdMoIYPz2-j6gADNm3sWFC9bdX_oUrebyehAgoLxn0jb40EeQRiNHoZgMK-O5Mhl10wKmxiEf89npIskcUKodgTSaZAiiybD0w==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m2',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(3,'b1-20261124093000000000:3','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNS96u-5L-WnzdpwkKcx7JuUKfu2KebUoPMlV2bjRknQ4q0NiN95M1k5XaMW20P_iL1WVRz8CPFVJhJSAnhxoG18GM50iaQtstwm7oHgQ8W-7EjHuCjrJeHg3vi6iw-k41mtUuDHDNY1_-In5NrTpUZiK2nuHYAlJtKZSf0TJDNy_0_4e_jbrbSYOZiw8AzcIGCIxPKyigJxbx_UZdOZTabfqo6GNs_pgQA5PxtkLqPnILIUo9BFarxbKF4PKJDRLXeUEOJ9M4lNvrOOV1yswO2QpMysfRBRSfCbA5o4TqXr0gM721Vuk1TkI15ER5VEAXqDTO7YDbCAKCCB9GiKGeSQZbP0QfQkUNtD2sS6RDhv1O-udIBi0hykUC3DLy6fQDFXgZKPRE9yK9j4xRqzjmPkahnzifnGyMYYv7ewgGoK3yICcRemyW90feUHLqjbUsuOP28kOlHNvvVNqscp3bxKVe2lz715FiLVWAI5OA7l2EjzAXuBWZi8KGNq2JOklqF8AcMRiQBvxIhm6T-7-wJNfY1VwuCGZfjNzCCE8BVm18rcCFUs-TGrw5QRn_pSnhikebRTu5xyhS2qJNIHJ4zrTGb7KjFZI1EoOg2Cw2w09qa6UDXyGtUZGoKoZSa5b421ZslehkfHpRJpo9NLO474wR5O0vhPdRVtQditwJsXl0nJSYY9tz4Tpq0qvgIRoGZ-rkOcraT1rdlGsSoogwDXqn_jdb6GVfDZc7zC4D39pVmGqI2oAgchiIamrkSCDawjTjZsVyK3wJRdaH3F2lmcOVIUAuvTlA0QFFJfM53uVBoVajpn_OImobtNRgG1OQKFBhvWmXyurlubvoXHjDLZqylwONfA94OO9DnE472sSGpRe-DcBCo-eUB4ZE2HQvSmPfEuf6Et55WufE50zHL0FpgHCZ0J7-Js2joBhqgx49WthR-sIjaTtsxpFvWjQZcGo7SLV2LoY_KtEnzu2ThrdkvJgFSKqc9eYBETkFMJrOStXyLzVcErX7ZW8oUtUF3FAHqpeD5A9bOiK7pb6CjCZZCcH6jPMn-NbkkH9KvmkM8XG-mqBG2Lg82Hso0-C61Cwu3tP78CL98iD6Qsbz7wysyF9M6I38RQF2_-o3Q35DH9qo-dFBN275DKLsaoOIBt7zidlDNiO0EzWNLUmZnDTyQQRnU0-zPXaRbKpfl7C4Krk9AL8Nuo0Mx0XiedgbF5Ql1X_V14Oi0PsQwwoF06xtkGvozxruhCpjzzDv1nRQ8wzVXj_XVatjPNjcG3a-8rxgmdNTkr2SeLYMwMCePN9LZqRKV1ENx2UGmUWWdWTNUidOblyDqFcatGGGK-I2etx94cqDGGSEYbfebRW2ANg535TAPSTva0CnDpw00GbRJWzAFXvDBtT6kwDJmPKp1cOg76T73fI9ILFS8HhtV_LLG8EjESzk42apH6PHjYHuj4vDoQDg0WQ2coC88gmTGfgkxWVx4JlLT5GSW-mktsbVY5-28cs9PA-9gUeJLeaIjOZXoD2_ZbUUaMh0ASnbqZcsXGBhzSZFbV3j6sRrfQ6epGkYebHMLr_T4e0Rvmnkq80JYg6yQOn7PiAa7FKJOF-MCs-YAlfpHsbU52Bwxj7eyEeFNYdL3aEMNu7MvoZh6VyRqqfDSXdbGuzX_LYphaYxxuOhn4k2jMU1OtSI5EFV4zFbcavK7yBP7Moop7J56KiMwUV56-T9BhbSLaHbGJQEEX-U-Qi744rgi4Lc4FrIxl252eHjFRxUohNvyJw7rTTxxDBR9UkEXwSlhjr8CNk0jKTzLdQzSeCinCjBVl7skPPhYS87YR_XqpIWxKs=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m3',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(4,'b2-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNy40y6qWkK2EFthmyDKjq8dd5Ko8XlqtMLCpTZ0FAeU53jtxrjLLdyOCTms-jQh-zGMgoVm8qccu5eD8t-qZlngvOUCGcFipJ3SEhk9ymCUUMseAJTJQYNufWoUPohJYV921Z2Y6zljGij2nM1ztY6x86rC-622XC39hw67VcQn0lRG43jwaPZzdJPIRodOdtQTOiBkqqtdOuUEMa759YczABzk7vmr3V05qUhewhWzDs-988huU5ixeSAjHVCxpkPAo-kyCpI1oYMSaMP9UGvg-QRebRt0cOeZB7sEW7ENMNRCdfA-aQTIlyWmu6QR8i177Cq4zFgiunYjkdt-7iEQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m4',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(5,'b3-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNis5Y8l9QjYxCpChsE1RG3RgDnwXZB1l-b_F5-bK4PMJju6YVMWfuIzx1Vou2SZr7bMoPcAs91tHED2JtVThbLtxt2-EVx9CT-5utVbhOb-IVEx67kZqIJrec0E6FE6rvc39nUQ76ilhpTzZy9rPlz-k7jER9XmxALrOoDX00OtU9WIg_D6wvve4-L6vHWaja','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m5',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(6,'b3-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNwM_e1gBAK9tSfI4cn-bVGWiJzPPXfeeqe0QAJI-l5p_XOKfang8_11S2ss9e1T7W6s_vv8wPF1Nvt7XSOPqeaKa3ngZ9iLoWGiXq9yDp0sFJTyZKVwqj-zakTALCtltqo9BGT-2vK9XUVcK6MrSFkRp-ROkSG5U_GauW393TlGBZYNaySDt_mXBqn7y6r_qK9eEkkAfjly0XjIfQ9BhU5y_NCYyb-LnqV9OYFF2v0biZjBU4qLvVDd7yql53o_0LmrFK7-HtEf9JMcFT8ek3QtHaJN1Pkm2gxu3rsPgEcFVFygMQazOsnwhrzHWHrmj_4lgO2NVUtjfyqaz43uTJHA==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m6',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(7,'b4-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zN6Hv7379p84eyL4QwdsF-4xtWIaj3hJUDmbWM_DBztoDoHoS_UYE3gOJY-4spps8X8dhveI96hjOyi5EVnwRo-1OqRg-h-NQdaTgyzPglvzuDgDHizaYXhMP96LMQ_1AWNJGr8ltFghI8_eH-u0755JrkFqKbU52XOTfVy7Sg1txje16UPMgECM5HWFcSj-uXX5AiLR-Awg_cNH0BFUIWTjoUN86O6izzP-oTo8671xDFLx3YCkstsvo0Py5LPGjAWTqFVM0QsVc2PkfNwQT_1GjkeiP3BASK13jLPFm6l1I=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m7',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(8,'b5-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zN9hG7Cq8nwQd3yhloRCO8GMAUf0P5WYzEuw2FjRKoA6H0R5D7ZspWJa4DC923AXWaaMiWFWPMP9cQExAeQU2nEeGdRJtVSrLreFu--AnqfUYNO05rOlS3mmM_-LiC-rUSiYYIL4ysA0JYOMCY5PCgma77KYeYXSmhKaYtdw4sgXLen3sqNg6oCSJATYIzdxq4','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m8',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(9,'b5-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNoQggjQkOLnv79WUqo8HVjwOVMNpD1B4NwrvWSW9Sh6Sg1mPsoOliVQiw9pWa_0iTWwJTwo41TDUZfQcwflE_LS6eK1ToF8GX-R8QvTtrsLxJbliSh239P7i8tJu2d-vpvKeJBoHTJbgXPlqeRh0muv5s7LxuDTKCp2imjrWpcW5ZztSitRlb6IeSYPc_c-1I3W-oJuG2TqHP__vvwar_DQcJIkUOpv7LJESSOdvocyvbpoABgEunTwWmZuGCP1jg_J2j5HzGiLsgNUZZCg01bLu7yy5HNxrhIZA_zHpmT4k=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m9',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(10,'b6-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNaBsEJ1GvGzUj5hCOhu1JUZzIMfHy3_uJqtS_NM8rm4FPURZKqDlyJfiuILvCH4Cj3zekM_pW53EGsExfhMIfuM3ZWXaUvPeQQjcAlDQC_VivNLEo3ITOkJfdVcGkuucIzdYpbMw43POoIyIpsjUUch8IygQcoct5s4WRii5ga6jqjiY3NHzSBWHYZq7sMS7odGM_x78YxOOnMGN79R5MRphgW2oljv5_5j30n4w5cAZMXo-ROkMAjC49Lrfgaeo-pxVNeB1CH-v6sae4ZfQnBO2kgfmHuv-uLqC6W2-3yUlj9JLk8QvQSAvzN0G1Aqo4XIHMqPpR7l7Zy4BJTZ7EbNqruNmdZxdwuim55D54Wpeq-Zp2V0o_flpQkwnHMuZMWJk5c1sNv_JpoCHa16BNH0zmAFE23aM8PZ4sfdzmsi8Yz9eirXmCmVSTslCwSssyGITguFhYzucJpPU-TGekPg==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m10',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(11,'b7-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNRVEGxI4SK-deV2iQwfRFRR-bCEvdykJAfifb5F2yKmL3r-QTmAt0b9_emitgkg6kIgTOxfagQVaSNbWazjLBnudqv6hfsVQraPU6AWDeu4WfmiIPm4MWroPjfRWgv-b5RZejVgSk80U7nEpW38ND4-tF7ci6krBL2pTUnWp9i_bJXUPrihaUuR1DvJGmrzST','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m11',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(12,'b7-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNEpZLMEHf81xis4TYVOLSs8sYt8RGocp8lDluobv0wU2UlYmqyLoK6HfQPlqCOvAKmsN864fUWauY5B6SJrtOZX1BPUN1-Nm0m4ALgi_afOYiMe6SRMU3vCak5O-14WSL5savuajH2AGHjG_cnsY6FmuskDY9KaJZIQPHGaV5iOP-KvL-_TLE6AuED7lGKo3cDxyN-tpEE8SG3AHzvzY-XBh_tLduzsLYEklPjekyVOt4Z35lVfY_5-1-6G0b-MFF6sRy-ISqXfVNU-rOLmvNYon4TjSZYkLtqQMMai5CkDzPZRm4UzpfGvyP9y1e87W9KJh9_-ZYu2XHwc9Q1GNzPKGxzUmx12l0wMfN8wQ3xpQlr9DJs6FDl4hISfqf7h2XZXrGpxxWxsmtuu6pH6McA7KvHAnJgJHe6VRuoYbFRg_nPAVFsh4Sqh-T6Xu-UWPoonuCSz-FzHsX4GQD7IYREw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m12',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(13,'b8-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNiS8nkENwbwEed0RI8hoqfidz8Mwzh3D_IQoEnUvhyVnL906KgaKSMQWfSvfvi6xtMH_xSZ9euNS6pGyOXs4gfmzhukt-D3CjZ0u5LtzeKbdUPK2KQ51NxbKdMplmne7871biTlF2eTV_AyEp1U2f2cjt7B7W49K6fJIzxsFdKTBqpZF3o87utcQbyDXNzl4C4AQAoXnYrRepx_h0jUBAP8CHZjXLCA5zHFpCxoxA2n4=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m13',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(14,'b8-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNJ6xDIzR3WRIodac8IOIFQnldWqQroJOvvfSoruEDM_StdSM4qFR9USQ49ZYbJNs23UG0m-JVg2wcjxyL_WjQywPsqCFs41BVPjO5EOHzR3HToHFaxiu8Z8xsQPnwVMEH-IevARzS6gLnNrs80jA7Cxmgwmq0yMoLvQMFdIf11Q5LDwPvzAeRfgxkHUsFtUisX3TvJF7R30IfK26LoQ71pUS9Qv5C3afygmFIih9KrSLZRbyWuXe9r_uYCuyILtOnJ9esGqehevm_kADIdD6SQTjxHPQar-kJwiVuP7bhuSwC9iQMaUd6C5vqKfogubK_GomSuddqU3306quzc7gnn6BE8CFlIG5igI7Fx9Eqjwy7O0i9t_BpRDg4XqIi3bqTTnXiLPYfT2fgaWpeVn2wE-yOioJgmc5igfxGOZhyiEDD1TnQxcRegeBMedNNeobG3A66Ivlpk5mUwiZtZKevh27O7ZPSLINaiDMi_Q7K7knqqX94S6FY8XUuz-oNeNwZGyTk83Ervp8hoQ6B1UR_fqthOoV5cSzulfM6MkVlNCP9b23nTKI2p2DnElQl4DzGKL3IoMpY9VrDoG_sL5KXoiRrfVWoUeJYFJs7G780YkOz_wDsaXm13xiUO-ZH8BjvTdn6rPUDyvESsq9P0irlRQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m14',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(15,'overdracht:6b9a6187f464c150:0:map','map:6b9a6187f464c150','pakket_map',NULL,'6b9a6187f464c150','gAAAAABrA1zNbXMaMdAXoSpqHB1ZJj1GyqrQjK2dlHkLksNrT1wwgaYC7Ik_3Vmtt39FIG5GQEvZbV7AdFshWw32pUvQl2t9jwLjD_CG2U4F5vbz5Z-0tgzIrLBTZfGU7Pf6NqBoHhEbQa8yxUYzVsvH36e--uNjws5tvfZm-UWPjQEBc9HuRR7bfPUNdp06qmAO-ty5Xs3cDjLN7duKnIM_NETL_nIgpiGDZW31hr06fW3Yf7g2C91ZbJgg5z6_ldhNK2wggJmXEpLERol7Sv96a7u4tnqZVNH5r0JgAce-lrWO7OfuWA2S853WU63q93pmBjmnb1aEHcHGzykc4n-1ocf2tGYaGn62KEXAM0ASBvuLMhV7qTcJvxSO1vvGaa11ZCpFb2nBfOZgOF-FJrxFWxKgAyY0uOH5z1NPbstcJCuggmVcsTPwu6q9xE4z6URAI5GtTFb4jxGSV-KU6W9a0oNhkn7Ph-QSkYpkL2p_ThBgN_87T01jHeyCEHEphQ04gyJ8u5nT','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m15',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(16,'overdracht:6b9a6187f464c150:0:groep','groep','groep',NULL,'6b9a6187f464c150','gAAAAABrA1zNjrmVZjhJR_HESBejKphhZYnMHGSHaW-G0P43f7Li2YvbEMs7XP4tN74clMSzJcd-e2pg0fyDHXylW6OBnv4LATMIU8sjbpeKdkbM0x-SPJS9ITXUbzr19dFZJfKyZXMRG2KpivTXeVTWdhU1ZcI-PTxx6uRDQUycPizvXO8pT2UWJapNWQleSbxmMH8HOAA9MyIUjPFQ8BOIAEbilRs0FEu773NQhIt3s9kq-baOFAWiyed6z1uQ_Guu05ZVYlVgdcsS7kcON2YgBj28GrUdlv4lU_pXwLexjZSRsAIf03JjX2RpPzaSgHDv_Q2CoVJPmBqHDQNjav6IlsckB-H7XN3Sh17U8Riw1sLhuyimz2q1NsXkmGGbfZyk76Yoi88fR0YwqysLE7sSOjoblapRjw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m16',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(17,'b9-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNPTcwrYVTpwO5ZmDwMFyK4CiMD2HwGnj90jgpkde7wtbrXQkMAbGiXgrWPCYPS82640oRElUe2PPh0Zwk4cwqFplZIFOc5srIxYytoznJ9U73_3gqOIvjG_MRWnwH3Y1b2iAe85NjcUVQsuIF-yAzvoDDMLufhfQTLXl8JsdCD0J7jY4FeB7bzHuQRlfcj45BcBuKHhA2_y3y2N7kYWHLUTiMk5mKvawTAD3VsRLGkXze8rw_oRW-LUOSfrN287IcMva4oW30NqdKGFk80tD4tniUbBCmqH6qCsOOe_xnzFH_ai-8ZyNqaXGIYO7RYv44NJkPjpXdoiKJJC9U9s2vvyGDZZEwC5XD7OACU_k93NjxiCFMvnu8lLSZYdOlmB0F9StQEmg1QmJKGkVhUbbvK9xuyeypQK8f9n106bthY0w=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m17',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(18,'b9-20261124093000000000:2','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNxQpyAAax0uFPkjFTiX9FAVgtEctjOSLOkZeXdWA4LSlIQ-XYqY9l3TdvWg6ZHXBWiWY-9K76bupf0Yu-czE8g5hN5_XozEMINa9LH_G1VvSKKFWRMXebQA5oqRc8pQhPk-Z3NZgGAe5b0UsQc8x1FGVS78k0n91xnUqehE4IsQnRm25n44hwNyKU3jHLoT0ENNO40e1a160U4S9Rkd18osMvs_axGBNzEB6lZOnN3Ha_vpVNh2N1hIros2N2v2UJgi-VXwXpfpy3cfhB7pM7e8glfdMWPbymqBVJn4elgbySgwoLZ9LC9nggd974TGrn98OJ2uxs4OBEVQCHL8ZafQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m18',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(19,'b10-20261124093000000000:1','bewoner:8a07209179b5f377','bewoner','8a07209179b5f377',NULL,'gAAAAABrA1zNS9anavGW-SbI75IsnTaIR344pvl9JeiuOUXanENzhEgx8eM8zkRti5HCEKfdVCQzFm9oBPzvMpSQ59sXpXO_lTz1ZD7rBTj1QYtw9t1o75mPPrg2fxRxjTNfj2sJGIachuGZRJo_tk5QdvwtY4dL7zX_HjRs-IHvXYKh_9jEpzNwxkO1sehDrGdbJZwvTNtEM_UNT9JVB9CoZ1eKUE4JMzoa1IxgXjgspnaCX14Fifm1CqHYiuV4mHImGmmLdAhZ4YzWo7nay2g18DKQ9Z-b2WGW1jZCEKyHXMVtXkn9quY=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13102','2026-11-24T09:30:00.000000+00:00','m19',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(20,'b11-20261124093300000000:1','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zNNbvEKwvbqDCrK8VvzMxNgL5zgNPXiShjZv0ECyf6xHoyY0xAq3lZz44ZscShU6p2XzoRGEjX0sTf1w9P8MoQjOdsjUy1kojS5unX9lXnmzTJuceo0PwTMhHebgO3sL1ybJxqhEbbYpwmBphDJmzbQK0oSVAglOzmeSasBxrvkX2tJLIzm-YkupnUVmCHBKX4iwGJ_2QuTS4nMb50HIQEa_fuUPV8Nf8DRhakJVKw1xzJEPX9QzcaWuP1lrdtxuRa9ph_1ZQkLzGsPcqbXvAG35vBvVut-BfRW9_r-N4pXU1-eSVRgbAV3qE29r3jUITg_TE3r34yFCv7xNsXEjl6N3Fj1hui8sPDLkYizYOyjMD-YRC06i7-sZ7NFH7XW5tW','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m20',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(21,'b11-20261124093300000000:2','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zNZw0sybPf3fmPWz883PZVb0h7HNJL8bolzr9iRmH13NAqQCbvyr6lsxCPm2R-LjChPGdJf08B_x6_c200U1Yab232dCF6Zsdt2HZ7zxyEt-xvEeAeUp2k5zNMmcLEyKeGdBDwavSpqJQdooZ4eXc4GMxY3ElhX8QfCkKKAsVfA2xSr5GydfmdKoWrDpnC-ozXI0m3iULgLF4ISGjrKGXh9Q==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m21',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(22,'b11-20261124093300000000:3','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zNwKsU450LxM94dHctG05ftSRkj9ogoof6iBJ8JdY6NXIDr7-DmZ2kIt6U1z7gcWszBmE0t_Mx_AcH9yIx1Gz7HMvVuMXL4hfwHx-p13t8IJPXSiWrtPruSClwfMKeIEsouuH2uvzpPHKyz096rZLbCbEEA0wX7d4J-hzHpmufWqkLbeIU-SfHm0Vnv21vJmrCewdpia2AakiB2C4c5KlcYw1l3CC3-tul8WhTvVvjS54oE6HBYfKbfokDqyO13PtuhRrUQbIJGs0U6UQWmyeFodhiatyYceIOuSqZtPk-yl1_Z_COnxILQldRAXtA_3jj0jlmDmCCGwUgpgDi0NAPQ6ZH1gsSF3JO_5UONZ3TF6O0ROGxvEC8oLUxm_o4fjTQDKUyy_toUns105J85eJbPnJZH_7SLt-e9d9sfA3ZzKU9tprey8RzjwZEsGawIdOM3Luj19vX0j07N8hKIIhLuaybf69rVnDX_7FkKP4odAaSUn5-AzZgIzRs_g05ekGu_av9zKsM1a6vCQ3NQQCzHtx0chP704JVxlOf9HqfjDetwQeL-0eOphiIKEULrGXekR4HOG2r8tKsn-QNbbcYYt_EpvJ7tA6jZSOSlJMRJHtfNnx8SOEADgF_IrG2Kt3hoSvXVGcuJbGebhJU3zM2gjz4MYnAbYYgV2HTlbr57ysnmETTo4sMZTSs3Rs329lKUujHYoYjqA-sdffBIIArFYtCqYCbmZlXsS3tQtBqgJYsjgRCX-nYQM74DMNiPrSi_ycP4h0992x85J_caSqeKYqI0bvnjH1NblQ9x5q0auycZZ0SoZ5cCPF7NLESUMtW7_tjurfzpiKm3GbaFQu7tJC4FYOf_6O5ziR8J7Ew61rGIV7iDKNnmuF4oOgBQLM0YYw1nItKV7KgJXIkQcnflxHgPRc5ojtsg6VLghkpNgqfxXWsptSBuTEgJz5Sw9l9Vov2L2BvMCJxtRtEVNp-Lfyx_wG3ZwMmexZCzDUh28s-hzKqRR2gRk7a-DaT_q2FoTRJrikikAKSBuPAcOiekRh2yqZJBSUe11YlTNb9wF0GybWfwEwIAJuVAp6eAvNctkr4crjJY1ulHZco6ec5s5h0xU3oDEQj_4nVCRKEieEY3PccfQnbkJoeMufSz-LlE0ReeB-2rfom5PJoFDKWMlFY0swJKMU8Pw_gJFXSz9-kihlNTAU-z2eegqbwi-ICGLWPYUE8ObQ1n_o-bDCvayNH5K3ABsls0PzU8oKf5KVRnTXliw8choiZgVlnaCqtfdh2pYzdYLnnuOyGnOewNqdA2h5WtdWIfN3M3dfRp0v925qL4ohn_U-ZiT9SI0eoFNNa896zL88Tn0keXfEMj0PQijbdxzsgxwQCOxxvB5C4-cak5OzVof97ct7LLuKXwi8BBMam5rlFnTUpeu2e2wOAQpaownpDPcLG14a09VZ7zo1PFfqVl7gv-YWV87Vr5zYeYz4vrYf1zZp2ibsn2KsPKeCrwnNFy3uGvJ54vBXVV-EGFYF6mc-njDVu87jcBxcjq8IH477eNpp7XkmdJlsy3sZBKIS0Q2Ye0fdmMnXTy-_Gc9DWE84iZ3ZLESNF9WUAUsrsjXDXw-6KjxMA8GUb7PMp5aoii4L2zQOXAQyYfL_Z21T8uA3uamRpGFEQOAILCWRCPO_XZryVicOxG8xVQVXIl7r_UY7CSCD0WFM9O9IlmvHVXcnEY0AOh8RW8ekcwcDk-SMS0naGtbI5AaX4BDR3kGokv6PkrAucBcGAacdpdPwTUQhcBfSUdw_qcxuoDwNCVuntLfrjkDpPgg==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m22',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(23,'b12-20261124093300000000:1','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zOwLIoLODqpfNbKnFPsr_ZS0DZq_4He2RfB7hXsNBZ571sCemLckFAW-NeX88459jXMovOovdRUez1oSv8SrWfTjSfd4kaetV-bIG_XJPKf__KmGgizNKpgzC5q8kQiSxlBVaN4B9tp9KGoiD0YAbrTe1y8KleBbSjFaD3LHXCQayhCYocGtSlhy8YkCULLaDPBJmYzBMrgxmNluZ91cPYOsDOC0-_Y5C44t9LGktFtB3FU9oPYBz4mEnS_6F6NbGkGwvhcErVgcYdyXifP_Gv4yyf_e044s1elS0TdgyqM-npkz3oxafft4y7qVh3rOEDDQiSWtllWs9tZOKxB5YYqVDePRfNCS-dZEIImhGUOWEnsQyYAZItXUWc3AVqqdUORRXWZA7_6DJcMm0N385AeoBc4UTTkAJ-YXuBt_ddMN7VWEXDWxGdqOLdgAqS7z9tmlox1nFdZCviLZso3ONHNgSCtv-nZ2DFWDbocx8A1rA=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m23',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(24,'b12-20261124093300000000:2','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zOSZ7OQm18mk-dJ39rJo0puoIl9dkRHsXCEz-uBQ6QxSxu8zbXi64i0qNxtVEyqGjnpiinqQrp_ZBHqejlqXTiNvnDHzfPvzHv4JoLgBjMMNO1pacHIZWhYRoSIEqcS6UMSdCA_Tg80-VL0eWxxSnbH7R1lOsq73wNUTsLFVpqF65OKnRRDlzkv-cZ47kvxsVYPxLHPntWKcIT3rvbEC9H0OhHWBuBrpMnGyGyTLhsaVx7-5MBsqCK-znqDKMS_rZGF1E50Adr3gWCmi_vYjDtWrT4qluSjIHK1rgdsP04JxxNmUaTCzX_IeO3XbO9-iPhKowS9DRy7E2eqUhkugABEDC_e4dwsCEkT78QTPrfABxwnLrsP2LR6dqlSpom2kLx','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m24',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(25,'b13-20261124093300000000:1','bewoner:ea74440da2543fe8','bewoner','ea74440da2543fe8',NULL,'gAAAAABrA1zOJpGlwuxHzx3vrRhCNh95j3r9GBTx-mDdJhPJ8cKvQ_x0R4ss43HTD2yZmTvhDKrjpDCZW03U_kP2aCqjNaexqRTo_X1KvfxC_FwaoCKOn08b8n3c60XsOFNOfYBg2P5bR3wdaat1WI39O4J-6RhkYzCh0YyK-YQgRmtkOSH0xW_CE8HOu5pBUCtM0_fWa182ug3yrVbONits88-yBixbgbwYumw9eUqmSHXC_SwuoB3iooY0lPdZQfNsZGtXTBPFNhTM_Cl9S1Ke59RsdqC20GlzJ9NaVPq5atUPRDrZjXw=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13102','2026-11-24T09:33:00.000000+00:00','m25',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(26,'b14-20261124093600000000:1','bewoner:701e9b36da613da2','bewoner','701e9b36da613da2',NULL,'gAAAAABrA1zOWX0mGG8hJ8EEUJSV9w2wYiFsPP08ajnRyhiEg2ulee9TOFruJAu3SZTWqer_m_8PvA-WPgrqbgj_FfF0dVma-sXXsJyFYmo8A4HDmPpfoNXVjStymZVHYI4P6YaYSRfLpvSBt-VWtG8zc4ZviK_7hx687pH7vkwk3ejfVZiqZSFmgvvVKRhTaJcpKaAd7qxmOLN5_n2Isksg89htFBkN_jtTnkXgl1yY5T3Y7kg7plOD1Y7S91nyhMSHLaxUyw-QKchSCKeiAaEUufi_Y_GIHZYc5gV0HgWtDjDyUQa2S_q8NfLXiQbIc1S4gxqWADC6yr-5IddDkaPPUMynjR023k1xi6-BMkr6YbDvPBWZuGXCYnxMYPaPS3Pn3Wt2FXE2','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13102','2026-11-24T09:36:00.000000+00:00','m26',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(27,'b14-20261124093600000000:2','bewoner:701e9b36da613da2','bewoner','701e9b36da613da2',NULL,'gAAAAABrA1zOhFE5S9qUqb80u-8lWRmthgfuCnPXXKlt52gs0XRyF7l7m6q2Iyzgc5jTHkFTpi2job40wsM6VO0uLcmd23ZMLqPLwFwF610rHv3t-Oj9Nf84dbT7-PqilH2-Mwv8SB_6UHuylkUK6mR6Gyci8gvNlB6hZt69QUvlZEIyE1kn-ySDxnAMbuTpU9cCbN1RWxvzDAbdXoBV7UwxaiEJ39v3OV42m7hQZIGYrjgEpxrEkhhmFJnyFgmhkuPiPEuZskIF9EL6Vh1DBr28fnB3GYwT5l3vzplZKRoaThwMdiY53xeKao62cIEI2bAZKXwMGfdnZOSkjgwue4dUV8TxJiVhzTeEq43N-kBXYZi0QZfcooWCea6wOT0aK7gUQ0xLCdeK2TGtxYp90E-mN6d1HNfzk9AFM1jTfsxtG4D0eWEWJKk=','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13102','2026-11-24T09:36:00.000000+00:00','m27',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(28,'proef:web','bewoner:8a0ea703749f5c27','bewoner','8a0ea703749f5c27',NULL,'gAAAAABrA1zOyWgk40w3XaRF8tosZxLTH1osiPpgMirkXZwUs_LfYgfQnwyg8b7esThqrnPMkz81gsRBEuiqBtLz-qMVEHKgUVH1n4d1wV4yINZHudfaCJmyuw8enQCZeTvkPKfa1mCVG_1TG4iykU8Xi382oHgM_A==','bezorgd',0,'2026-11-24T09:36:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(29,'proef:1','groep','groep',NULL,NULL,'gAAAAABrA1zOCCGq2hcl_dATZQ9lif4YHHu2oHD8Ygih0VkT1CSf2UKUGY96UEJpd7K2L5lfN4rdmPUxlO1lQni_qf2CNlK-M7_XyPXJoPJ3_vQYEwCmnrTc64vVQDcbVKQA_zy8XZW5uzB-2VVJajbmehJGgFXYRQ==','wacht',0,'2026-11-24T09:39:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE overdracht (
    signaal_id text primary key references signaal (id) on delete cascade,
    tekst_geheim text not null,
    status text not null check (status in ('getoond', 'verstuurd')),
    keer integer not null default 0,
    getoond text not null,
    verstuurd text
);
INSERT INTO "overdracht" VALUES('6b9a6187f464c150','gAAAAABrA1zNBcR2E7zGJYqjBXzMC_ASlvJlsWcWAAUb_3ubl_WYvwGBV1UnKWcc-jM1z6GSn7QOXoBpCpHZBpCp4jArNrkVGNnJ3cXtBi_FOpVfMLRwbA6XkR0REMEp77Vz5wDEep22xYGciL1uOF0UVfkTWsi5VlpF56c5_TRhklXu6b5XvJ5F9hF9Nnx65eeRXOqlUgaNeBYtitsmN8QbnLxXoPPriEgLvp5VQaChl2KmsZ0OpVT5CYYh17UNaJzPa9lEnVBmoYrUKrONzNdtUueqBdRNqMe3D-QEoy32MyMvkxZfdsEwpm2Gj65FoxIipk0qGnWkdJ1EtKMV8xPPQIdskXIhK_lNeOUcuKqSyTOQ6dQEnGYop3TDLpIEzuLMtMbNPZJtvD4HfTJXKM6mgD2JSWO98VoauVTAVl8Ok2y036Nv2gaobT4m9fbqSfYFovR3xFmE','verstuurd',1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE proef (id integer primary key check (id = 1), waarde_geheim text not null);
INSERT INTO "proef" VALUES(1,'gAAAAABrA1zNphIKp8_S_0Gbx1GbQ14ucu4z_lk7DlGvWTKGlhGzTHJETGS0FDanISW8Su178b2ROqoccYeq2XUw47zw-T_FHg==');
CREATE TABLE sessie (
    merk text primary key,
    medewerker_id text not null references medewerker (id) on delete cascade,
    bewezen integer not null default 0,
    aangemaakt text not null,
    gezien text not null
) without rowid;
CREATE TABLE signaal (
    id text primary key,
    nummer text not null unique,
    gesprek_id text not null references gesprek (id) on delete cascade,
    status text not null,
    rol text not null default 'onbekend',
    leefgebieden text not null default '',
    route text not null default 'voorziening',
    urgentie text,
    nood text,
    toestand_geheim text not null,
    aangemaakt text not null,
    gewijzigd text not null
);
INSERT INTO "signaal" VALUES('6b9a6187f464c150','76602698','8a07209179b5f377','overgedragen','zelf','contact','frontoffice','week',NULL,'gAAAAABrA1zNmU8uDdNQmkDJb-3PvZwjZIxh1azJF3Q8nGaIa9C686GNqwsEPtm_Je81paNhBSQ-V5vDeO1Yeo--Yu2MNRwcwSHdrb2iF0V_lxolca8w7JkmCvYY2ujgFXaTsXPtYjgO6-IHH1FYkZRe-mWHamoQs3EedZiH8AnT00akXn1awAC7R2p3-KoXhcUw8SzFNGYyNrkfc9zqKPeLQ-Lm0AonV0GA-LmYb7cNp91njZnQNuo7n4UrANCW0_M8gmRkipf9-wkAGeMXfnsXL0bQiIPkKuX82FE0Iij4vjcOYlo1QebCVPtWy9ydWIi4hi99sXl0hW52YIAG7PuoDQoUWNVyJjIgpyDBKqIAxWyqwswN6_nNZIgOhcVtbE7ldEpZwjeGWmih9rZ2pcrezQsJd-bPGoJNE4s0xSxVv9E_l3TM7X8OwZHclsBfzK9Vm8KWj441PIt9PIyyNp8ELMRfJ6bB8A8IkYVYzb1P2gyltSXtL7Kn5x-Sa6T2SUhFxXtlFs698pi3tUKhoQ5cfPEYiYAv0jgRABPRzERdgJBNwUM3ruIYucJIRE7ksPOVTsqDVGZDkyCLW7Dl6jhTPIApp_E_cJPzkLCic-X5em4OFCgNP6DuyvHOonWU5izsqIaTLb7f9fp2Xtd-1LiEzU4neGglj2vVs98ZArvBK88yOSxlKb8eC4d_uFxpPk8b6Cyif1ePQ8WGvTYTuxaIuDFtBhTNm_HWCYWmkCPGRFiRe34DOAHLOIGDBYCWzCYUSx_dAXL6FTUggvpjwzhd00yojq3wvWNf-FzitbxYcqPj29BM2yuirXGALFrZQH_nsAkosLVo','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "signaal" VALUES('dc3db3ceb9c5c417','28244359','ea74440da2543fe8','in_opvolging','zelf','contact','voorziening',NULL,NULL,'gAAAAABrA1zOceZikf3H80ZTnKMc_NamZY8-E_sMMmtDndMw7hitfo8p6gFgV_4zavE9FW5Y7_a6yJ2fDanH9OcQpotdP____1wMsy9fUSG5kfLSRGAPP_zzxHOPQa47HK8TFIbbXE3vJxC3rJiNU_Sw3Zw_Ke7o-wXxHeyDr9Cx-iDPOcEovSKLFX4HPy4psdRguePu3_5nz_A7n0if_35wq_oaYgtEgv2rDx1K-DAM5Il_AZwcIQaQpkF7qlJfjkmIWJrBL_3rBDDj5XzJs6vJhxB0UpfU1rTdERf8KtFYwXS4oACiRS_6Ib2KAQr8Rl1iKkyQbMoGnYOfSX9Fut9Ukc31b1QWLFRoZRIDkJsJM21YUuNj7I0HCncXiJwsfH1_dP52WzF3Puk1P1bpI2XvNCjeazkmJe-Gv612Gp_gpcGgp5nugvb3Enl-uC6DNUEb8smzeg3gOApILaTH6anAHRRbPZ0zeANoImU4RGmagKQ-fDMf-3rkULHVLtMrN017rPH8Xjw1G_VXdVuomnUbJ-hI7tttJBSNjAtsJfmtmTb7fNAMvvhMwzR8ga_zKQ_bQvo3a-8McMwSMhr_DwhVF1meLTmzqLiBSCYDJpUTph8BBIJIOumaDRuHP5NFerdtVrt2sQyxjcargcm3Upnkdk7va3G0dpMJmaDwoKIcE52Z3vl8pnIQ4adZnWWmzMG81X-wkZeN5VZnbinpXwOb-kdeX2ENb0j1jCQi5pQE1aLPdjkxU4yEwbCo_ii1iJC29FNNUdGqdSx_LLKW6L-mwVIaLrvMyw89ZGJfjZeQANJ6GKZ32f4=','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "signaal" VALUES('0d3d75b865c9a1ba','63292432','701e9b36da613da2','in_gesprek','ander','contact','voorziening',NULL,NULL,'gAAAAABrA1zO2TY2_OIUDhgFWYwnBJ66X1aOPxTxpIY3woeNCNB99bKvrsSknb2sEPFnXCXHiargmnLi6gBD6VN4_JFm8HJ8BzUQSL00ZC7ju_sVSM3a81fxPmWyHlgocEaGaCYMOyCJWKNSHAqrWzH0WzFiJAJiXvxSxoYtWBfR-dkRFaiZkYBfn28oFKA8Ip1X3fgrvDfmPEGRSGiUWhpHagj5v8OOgAUozitjsaWqKzkcAIAvvE8VPlT4tu15I2BnKxBuH0KMzsrfZ700NykKyMoGZHZOCT388Pzk-T1Yxvm-ssc6TY0MyvyAMzWdv2qgtOyMIpkO1FOOOmz4GM2SJg_S7Brt3kX809V2wPOotFMK_IXsv3W51k3j-z5iABP-wj9LjL8tuAzyM-icYX9YO4YLZXGiHl-6dmcoRLb05F3NvOW2PQ45Ll-tN0WJLHQYzKXXXTj0ZWcmEu78NPfRc5WntxwqVe_jFhtng7jrF4Gm1e4Y-K0ovJfVHhZvgH_r7hfxLl706q017hPw2BQKo7PMadxisSA_VvbdPpkP6IFxtf-XH7W-ysS4Opf97EVIUFAKb38FhOx4kS354z-reMqAfsjbc2QF47o5MbOvWpaUrD_QbU3Uwr5Dl4rrZ5kfYNqJPYVfVWrj2to-7fUFEuR8IiGB0EHl0gxffBdYoO0f2lAZ92QT312HSYpofWc6oLhGTr_tvtzUB1S8yg89tfCEW3YwM1T6oPMLzZ40g1M_qYTC_B-mZsrXg7l8MCBK8V6iMZXy','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
CREATE TABLE termijn (
    signaal_id text primary key references signaal (id) on delete cascade,
    urgentie text not null,
    niveau integer not null default 0,
    gestart text not null,
    op text
);
INSERT INTO "termijn" VALUES('6b9a6187f464c150','week',0,'2026-11-24T09:30:00.000000+00:00','2026-11-27T16:00:00.000000+00:00');
CREATE TABLE toestemming (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    doel text not null check (doel in ('doorgeven', 'opvolging', 'seintje', 'contact')),
    versie text not null,
    gegeven text not null,
    ingetrokken text
);
CREATE TABLE voorstel (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    voorziening text not null,
    plaats integer not null,
    keuze text,
    op text not null
);
INSERT INTO "voorstel" VALUES(1,'6b9a6187f464c150','inloop-de-pastorie',1,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(2,'6b9a6187f464c150','floralia-park',2,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(3,'6b9a6187f464c150','vrijwilligerstour',3,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(4,'dc3db3ceb9c5c417','inloop-de-pastorie',1,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(5,'dc3db3ceb9c5c417','floralia-park',2,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(6,'dc3db3ceb9c5c417','ac-de-slotjes',3,'past','2026-11-24T09:33:00.000000+00:00');
CREATE TABLE zet (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    van text not null,
    naar text not null,
    reden text not null,
    op text not null
);
INSERT INTO "zet" VALUES(1,'6b9a6187f464c150','','ontvangen','nieuw','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(2,'6b9a6187f464c150','ontvangen','in_gesprek','bericht','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(3,'6b9a6187f464c150','in_gesprek','voorgesteld','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(4,'6b9a6187f464c150','voorgesteld','overgedragen','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(5,'dc3db3ceb9c5c417','','ontvangen','nieuw','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(6,'dc3db3ceb9c5c417','ontvangen','in_gesprek','bericht','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(7,'dc3db3ceb9c5c417','in_gesprek','voorgesteld','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(8,'dc3db3ceb9c5c417','voorgesteld','verbonden','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(9,'dc3db3ceb9c5c417','verbonden','in_opvolging','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(10,'0d3d75b865c9a1ba','','ontvangen','nieuw','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "zet" VALUES(11,'0d3d75b865c9a1ba','ontvangen','in_gesprek','bericht','2026-11-24T09:36:00.000000+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX bericht_open on bericht (gesprek_id, id) where status = 'ontvangen';
CREATE INDEX signaal_gesprek on signaal (gesprek_id);
CREATE INDEX zet_signaal on zet (signaal_id);
CREATE INDEX voorstel_signaal on voorstel (signaal_id);
CREATE INDEX opvolging_op on opvolging (op) where op is not null;
CREATE INDEX opvolging_signaal on opvolging (signaal_id);
CREATE INDEX termijn_op on termijn (op) where op is not null;
CREATE INDEX contactmoment_signaal on contactmoment (signaal_id);
CREATE INDEX outbox_baan on outbox (baan, id) where status in ('wacht', 'bezig');
CREATE INDEX outbox_extern on outbox (soort, extern_id) where extern_id is not null;
CREATE INDEX herziening_signaal on herziening (signaal_id);
CREATE INDEX kaart_rij_plaats on kaart_rij (plaats);
CREATE INDEX kaart_wijziging_id on kaart_wijziging (id);
CREATE INDEX kaart_wijziging_import on kaart_wijziging (import);
CREATE TRIGGER kaart_import_blijft before update on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_import_weg before delete on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_blijft before update on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_weg before delete on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE INDEX kaartmelding_gesprek on kaartmelding (gesprek_id);
CREATE INDEX sessie_medewerker on sessie (medewerker_id);
CREATE INDEX behandeling_medewerker on behandeling (medewerker_id);
CREATE INDEX handeling_signaal on handeling (signaal_id, id);
CREATE INDEX handeling_op on handeling (op);
CREATE INDEX koppeling_ander on koppeling (ander_id);
CREATE INDEX inzage_signaal on inzage (signaal_id);
CREATE INDEX inzage_over on inzage (over_id, id) where over_id is not null;
CREATE INDEX inzage_op on inzage (op);
CREATE TRIGGER inzage_blijft before update on inzage begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_vervangt before insert on inzage when exists (select 1 from inzage where id = new.id)
    begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_weg before delete on inzage
    when julianday(old.op) > julianday((select max(op) from inzage)) - 365
    begin select raise(abort, 'kept a year'); end;
CREATE INDEX signaal_inbox on signaal (id, status, nood, rol, leefgebieden, urgentie, nummer, gesprek_id);
CREATE INDEX behandeling_wijk on behandeling (wijk) where wijk != '';
CREATE INDEX inzage_medewerker on inzage (medewerker_id, id);
CREATE INDEX cijferperiode_maand on cijferperiode (maand);
CREATE TRIGGER cijfer_blijft before update on cijfer begin select raise(abort, 'append only'); end;
CREATE TRIGGER cijferperiode_blijft before update on cijferperiode begin select raise(abort, 'append only'); end;
CREATE INDEX chatsessie_gesprek on chatsessie (gesprek_id);
CREATE INDEX chatsessie_tot on chatsessie (tot);
CREATE INDEX bericht_gesprek on bericht (gesprek_id, id);
CREATE INDEX outbox_gesprek on outbox (gesprek_id, id);
CREATE INDEX outbox_wacht on outbox (id) where status = 'wacht';
CREATE INDEX gewist_op on gewist (op);
CREATE INDEX toestemming_gesprek on toestemming (gesprek_id, doel);
CREATE INDEX toestemming_signaal on toestemming (signaal_id) where signaal_id is not null;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('herziening',1);
INSERT INTO "sqlite_sequence" VALUES('kaartmelding',1);
COMMIT;
