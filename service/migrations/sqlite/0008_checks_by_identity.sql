-- How it was made sure that the card's holder is there (本人確認の方法): by the PIN, or by staff who compared the holder
-- with the portrait (目視). Checks made before there was a choice were made by the PIN.

ALTER TABLE checks ADD COLUMN identity TEXT NOT NULL DEFAULT 'pin' CHECK (identity IN ('pin', 'visual'));
